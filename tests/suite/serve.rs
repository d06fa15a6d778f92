//! The preview: what it answers, whom, and that it follows a saved file.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::process::{TestSite, page, page_with};

/// How long the preview may take to answer or to follow an edit on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A preview that runs until the end of the test.
struct Preview {
    child: Child,
    port: u16,
}

/// An answer over HTTP.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Preview {
    /// Starts the preview of a site on a free port.
    fn start(site: &TestSite) -> Self {
        let mut child = site
            .command(&["serve", "--port", "0"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let stderr = child.stderr.take().expect("standard error is a pipe");
        let (sender, ports) = channel();
        // It reads on to the end: the pipe must not fill up, nor close while the preview writes.
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let address = line.strip_prefix("Preview: http://");
                let port =
                    address.and_then(|address| address.trim_end_matches('/').rsplit(':').next());
                if let Some(port) = port.and_then(|port| port.parse().ok()) {
                    // The test may have ended.
                    let _ = sender.send(port);
                }
            }
        });
        // Made first, so that the program ends with the test even if it never says where it is.
        let mut preview = Self { child, port: 0 };
        let port = ports.recv_timeout(PATIENCE);
        preview.port = port.expect("the preview says its address");
        preview
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the preview listens");
        let patience = stream.set_read_timeout(Some(PATIENCE));
        patience.expect("the time is not zero");
        stream
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn get(&self, path: &str) -> Answer {
        self.get_as(&self.host(), path)
    }

    /// Asks for a path under another name of the server.
    fn get_as(&self, host: &str, path: &str) -> Answer {
        let mut stream = self.connect();
        // In version 1.0 the answer ends with the connection, and is not in chunks.
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").expect("it can be asked");
        let answer = read_to_end(&mut stream);
        let (head, body) = answer.split_once("\r\n\r\n").expect("the head has an end");
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        Answer {
            status: status.expect("the first line has a number"),
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }

    fn findings(&self, page: &str) -> Vec<Value> {
        let answer = self.get(&format!("/_plainly/findings?page={page}"));
        assert_eq!(answer.status, 200, "{answer:?}");
        serde_json::from_str(&answer.body).expect("the findings are a list in JSON")
    }

    /// Listens for news of the next build.
    fn changes(&self) -> Changes {
        let mut stream = self.connect();
        let host = self.host();
        write!(
            stream,
            "GET /_plainly/changes HTTP/1.1\r\nHost: {host}\r\n\r\n"
        )
        .expect("it can be asked");
        let mut lines = BufReader::new(stream).lines();
        // Once the head is there, the preview knows that somebody listens.
        let head: Vec<_> = lines
            .by_ref()
            .map(|line| line.expect("the preview answers"))
            .take_while(|line| !line.is_empty())
            .collect();
        assert!(
            head.first().is_some_and(|line| line.contains("200")),
            "{head:?}"
        );
        Changes { lines }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // If it has ended already, that is what was wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads all of an answer, and fails the test if it takes too long.
fn read_to_end(stream: &mut TcpStream) -> String {
    let deadline = Instant::now() + PATIENCE;
    let (mut answer, mut part) = (Vec::new(), [0; 4096]);
    loop {
        assert!(Instant::now() < deadline, "the answer does not end");
        match stream.read(&mut part).expect("the preview answers") {
            0 => return String::from_utf8(answer).expect("the answer is UTF-8"),
            count => answer.extend(part.iter().take(count)),
        }
    }
}

/// The stream of events that an open page listens to.
struct Changes {
    lines: std::io::Lines<BufReader<TcpStream>>,
}

impl Changes {
    /// Waits for the next event, and fails the test if none comes.
    fn wait(&mut self) {
        let deadline = Instant::now() + PATIENCE;
        for line in self.lines.by_ref() {
            if line.expect("the preview goes on").starts_with("data:") {
                return;
            }
            assert!(Instant::now() < deadline, "no event came");
        }
        panic!("the stream of events ended");
    }
}

#[test]
fn a_page_comes_with_the_panel_and_is_never_kept() {
    let site = TestSite::new();
    let preview = Preview::start(&site);
    for path in ["/", "/money/", "/money"] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        assert!(answer.head.contains("text/html"), "{}", answer.head);
        assert!(answer.head.contains("no-store"), "{}", answer.head);
        assert_eq!(
            answer.body.matches("/_plainly/panel.js").count(),
            1,
            "{path}"
        );
    }
    for path in ["/_plainly/panel.js", "/_plainly/panel.css"] {
        assert_eq!(preview.get(path).status, 200, "{path}");
    }
    assert!(!site.path("public").exists(), "the preview writes nothing");
}

#[test]
fn every_file_that_a_page_names_is_there_with_its_type() {
    let site = TestSite::new().file("static/note.txt", "A note");
    let preview = Preview::start(&site);
    let html = preview.get("/money/").body;
    let named: Vec<_> = html
        .split('"')
        .filter(|part| part.starts_with("/assets/"))
        .collect();
    assert!(named.len() >= 2, "{named:?}");
    for path in named {
        let answer = preview.get(path);
        assert_eq!(answer.status, 200, "{path}");
        let kind = match path.rsplit('.').next() {
            Some("css") => "text/css",
            Some("js") => "text/javascript",
            _ => "image/svg+xml",
        };
        assert!(answer.head.contains(kind), "{path}: {}", answer.head);
    }
    assert_eq!(preview.get("/note.txt").body, "A note");
}

#[test]
fn an_unknown_address_gets_the_page_of_the_theme() {
    let site = TestSite::new().file("themes/default/templates/404.html", "<p>Lost?</p></body>");
    let preview = Preview::start(&site);
    for path in [
        "/nothing/",
        "/..%2f..%2fetc/passwd",
        "/../site.toml",
        "/%00",
        "/%ff",
        "//",
    ] {
        let answer = preview.get(path);
        if path == "//" {
            assert_ne!(answer.status, 500, "{answer:?}");
            continue;
        }
        assert_eq!(answer.status, 404, "{path}: {answer:?}");
        assert!(answer.body.contains("Lost?"), "{path}: {answer:?}");
    }
}

#[test]
fn only_this_computer_is_answered() {
    let preview = Preview::start(&TestSite::new());
    let port = preview.port;
    for host in ["localhost", "127.0.0.1"] {
        assert_eq!(preview.get_as(&format!("{host}:{port}"), "/").status, 200);
        assert_eq!(preview.get_as(host, "/").status, 200);
    }
    for host in [
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "",
    ] {
        for path in [
            "/",
            "/money/",
            "/nothing/",
            "/_plainly/findings?page=/",
            "/_plainly/changes",
            "/_plainly/panel.js",
        ] {
            let answer = preview.get_as(host, path);
            assert_eq!(answer.status, 403, "{host}{path}: {answer:?}");
        }
    }
}

/// Every address that begins with 127 leads to this computer, so a server that listens on all of
/// its addresses would answer at this one too.
#[cfg(target_os = "linux")]
#[test]
fn the_preview_listens_on_one_loopback_address() {
    let preview = Preview::start(&TestSite::new());
    assert!(TcpStream::connect(("127.0.0.1", preview.port)).is_ok());
    assert!(TcpStream::connect(("127.0.0.2", preview.port)).is_err());
}

#[test]
fn a_saved_page_is_shown_and_open_pages_hear_of_it() {
    let site = TestSite::new();
    let preview = Preview::start(&site);
    let mut changes = preview.changes();
    site.put(
        "content/money.md",
        page("Can they stop it?", "This is the new text."),
    );
    changes.wait();
    let html = preview.get("/money/").body;
    assert!(html.contains("This is the new text."), "{html}");

    let mut changes = preview.changes();
    site.put("content/added.md", page("Is it added?", "It is."));
    changes.wait();
    assert_eq!(preview.get("/added/").status, 200);

    let mut changes = preview.changes();
    site.remove("content/added.md");
    changes.wait();
    assert_eq!(preview.get("/added/").status, 404);
}

#[test]
fn new_settings_and_new_folders_are_seen() {
    let site = TestSite::new();
    let preview = Preview::start(&site);
    let mut changes = preview.changes();
    site.put(
        "site.toml",
        super::process::SETTINGS.replace("title = \"", "title = \"New "),
    );
    changes.wait();
    assert!(preview.get("/").body.contains("New "));
    site.put("static/made-later.txt", "Here I am");
    changes.wait();
    assert_eq!(preview.get("/made-later.txt").body, "Here I am");
}

#[test]
fn a_page_that_is_broken_for_a_moment_does_not_end_the_preview() {
    let site = TestSite::new();
    let preview = Preview::start(&site);
    let mut changes = preview.changes();
    site.put("content/money.md", b"---\ntitle: [\n---\n\xff");
    changes.wait();
    assert_eq!(preview.get("/meetings/").status, 200);
    site.put(
        "content/money.md",
        page("Can they stop it?", "It is mended."),
    );
    changes.wait();
    assert!(preview.get("/money/").body.contains("It is mended."));
}

#[test]
fn a_draft_is_shown_and_marked() {
    let draft = page_with("draft: true\n", "Is this ready?", "Not yet.");
    let preview = Preview::start(&TestSite::new().file("content/plan.md", draft));
    let answer = preview.get("/plan/");
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("Not yet."));
    assert!(
        answer.body.to_lowercase().contains("draft"),
        "{}",
        answer.body
    );
}

#[test]
fn the_findings_of_a_page_are_told() {
    let bad = page("Is it bad?", "Call us in order to ask.");
    let preview = Preview::start(&TestSite::new().file("content/bad.md", bad));
    let findings = preview.findings("/bad/");
    let found = findings.iter().find(|found| found["rule"] == "wordy");
    let found = found.expect("“in order to” is wordy");
    assert_eq!(found["words"], "in order to");
    assert_eq!(found["place"], "content/bad.md:11:9");
    assert_eq!(found["severity"], "warning");
    assert_eq!(preview.findings("/money/"), Vec::<Value>::new());
    assert_eq!(preview.findings("/nothing/"), Vec::<Value>::new());
}

#[test]
fn a_port_that_is_taken_is_said() {
    let site = TestSite::new();
    let preview = Preview::start(&site);
    let port = preview.port.to_string();
    let run = site.run(&["serve", "--port", &port]).expect_status(2);
    run.says(&[&port, "--port"]);
}
