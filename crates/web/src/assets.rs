//! Style sheet, script, fonts and icons, built by npm and embedded. Their addresses carry a hash of all of them, so
//! browsers keep them for ever and never show an old one. Text comes compressed as it was built; nothing is
//! compressed while somebody waits.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;

use crate::site::Site;

#[derive(RustEmbed)]
#[folder = "assets/dist"]
struct Dist;

/// Kept for ever: the address changes when the content does.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// The first part of every asset's address, such as `/assets/1f3a9c0b`.
pub(crate) static BASE: LazyLock<String> = LazyLock::new(|| {
    // FNV-1a over the hashes of the files: a name for a state of the folder, not a seal.
    let mut mixed: u64 = 0xcbf2_9ce4_8422_2325;
    for name in Dist::iter() {
        let hash = Dist::get(&name).map(|file| file.metadata.sha256_hash()).unwrap_or_default();
        for byte in name.bytes().chain(hash) {
            mixed = (mixed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("/assets/{:08x}", mixed >> 32)
});

/// The address of an asset.
pub(crate) fn address(name: &str) -> String {
    format!("{}/{name}", *BASE)
}

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/assets/{hash}/{*name}", get(asset))
        .route("/favicon.ico", get(|headers: HeaderMap| async move { serve("mark.svg", &headers) }))
        .route("/robots.txt", get(|| async { "User-agent: *\nDisallow: /\n" }))
}

async fn asset(Path((_, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    serve(&name, &headers)
}

fn serve(name: &str, headers: &HeaderMap) -> Response {
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let compressed = [("br", "br"), ("gz", "gzip")].into_iter().find_map(|(ending, encoding)| {
        accepted
            .contains(encoding)
            .then(|| Dist::get(&format!("{name}.{ending}")))
            .flatten()
            .map(|file| (file, encoding))
    });
    let (file, encoding) = match compressed {
        Some((file, encoding)) => (file, Some(encoding)),
        None => match Dist::get(name) {
            Some(file) => (file, None),
            None => return StatusCode::NOT_FOUND.into_response(),
        },
    };
    let kind = mime_guess::from_path(name).first_raw().unwrap_or("application/octet-stream");
    let mut response = Response::new(axum::body::Body::from(file.data));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, FOR_EVER);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}
