//! Text as it may stand in XML.

use super::visible::visible;

/// `text` in one line, as it may stand in an attribute or between two tags.
///
/// XML cannot hold control characters even as escapes, so they are written out as for a terminal.
pub(super) fn escaped(text: &str) -> String {
    visible(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&apos;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_text_can_become_markup() {
        assert_eq!(
            escaped("<a b=\"c\" d='e'>&]]>\u{0}\u{ffff}\n"),
            "&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;]]&gt;\\u{0}\\u{ffff} "
        );
    }
}
