//! Answers requests from the newest build.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware;
use axum::middleware::Next;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

use super::Shared;
use super::build::Preview;
use crate::output::Content;

/// The script and style of the panel, which exist only in the preview.
const SCRIPT: &str = include_str!("panel.js");
const STYLE: &str = include_str!("panel.css");
/// What is added to each page, just before its end.
const PANEL: &str = "<link rel=\"stylesheet\" href=\"/_plainly/panel.css\"><script src=\"/_plainly/panel.js\" defer></script></body>";

/// Every address of the preview.
pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route(
            "/_plainly/panel.js",
            get(|| async { typed("text/javascript", SCRIPT) }),
        )
        .route(
            "/_plainly/panel.css",
            get(|| async { typed("text/css", STYLE) }),
        )
        .route("/_plainly/findings", get(findings))
        .route("/_plainly/changes", get(changes))
        .fallback(page)
        .layer(middleware::from_fn(only_local))
        .with_state(shared)
}

fn typed(content_type: &'static str, body: impl IntoResponse) -> Response {
    (
        [
            (header::CONTENT_TYPE, content_type),
            (header::CACHE_CONTROL, "no-store"),
        ],
        body,
    )
        .into_response()
}

/// The page whose findings are wanted.
#[derive(Deserialize)]
struct FindingsQuery {
    page: String,
}

async fn findings(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<FindingsQuery>,
) -> Response {
    Json(shared.preview().findings(&query.page)).into_response()
}

async fn changes(
    State(shared): State<Arc<Shared>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = BroadcastStream::new(shared.changes.subscribe())
        .map(|count| Ok(Event::default().data(count.unwrap_or_default().to_string())));
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn page(State(shared): State<Arc<Shared>>, uri: Uri) -> Response {
    let path = percent_decode_str(uri.path()).decode_utf8_lossy();
    let preview = shared.preview();
    answer(&preview, &path).unwrap_or_else(|| {
        let missing = answer(&preview, "/404.html");
        let page = missing
            .unwrap_or_else(|| typed("text/plain", "There is no such page.").into_response());
        (StatusCode::NOT_FOUND, page).into_response()
    })
}

fn answer(preview: &Preview, path: &str) -> Option<Response> {
    let (path, content) = preview.file(path)?;
    let bytes = match content {
        Content::Bytes(bytes) => bytes.clone(),
        // The file may have gone since the build; then there is no such page.
        Content::Copy(disk) => std::fs::read(disk).ok()?,
    };
    let kind = content_type(path.as_str());
    if kind.starts_with("text/html") {
        let html = String::from_utf8_lossy(&bytes).replacen("</body>", PANEL, 1);
        return Some(typed(kind, html));
    }
    Some(typed(kind, bytes))
}

/// Refuses a request that does not name this computer. A page elsewhere could point its own name
/// at the loopback address; then the `Host` is that name, and it learns nothing.
async fn only_local(request: Request, next: Next) -> Response {
    if is_local(request.headers()) {
        return next.run(request).await;
    }
    (
        StatusCode::FORBIDDEN,
        "The preview answers only to this computer.",
    )
        .into_response()
}

fn is_local(headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let name = host.map(|host| host.rsplit_once(':').map_or(host, |(name, _)| name));
    matches!(name, Some("127.0.0.1" | "localhost" | "[::1]"))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "txt" | "_headers" | "_redirects" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
