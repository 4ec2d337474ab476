//! The server over bound addresses: answers until it is asked to end, and lets what is under way finish.

use std::future::Future;
use std::io;

use axum::Router;
use axum::routing::get;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;

use crate::router::router;
use crate::site::{Metrics, Site};

/// Answers all pages until `end` comes, and then until the requests under way are answered.
///
/// # Errors
/// What the operating system says, or a trusted origin that is none.
pub async fn serve(
    listener: TcpListener,
    site: Site,
    end: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let router = router(site).map_err(|reason| io::Error::new(io::ErrorKind::InvalidInput, reason))?;
    let listener = listener.tap_io(|stream| {
        // Answers are small: waiting to fill a packet only costs time. Where it cannot be set, it is slower.
        stream.set_nodelay(true).unwrap_or_default();
    });
    axum::serve(listener, router).with_graceful_shutdown(end).await
}

/// Answers nothing but `/metrics`, at an address of its own.
///
/// # Errors
/// What the operating system says.
pub async fn serve_metrics(listener: TcpListener, metrics: Metrics) -> io::Result<()> {
    let routes = Router::new().route("/metrics", get(move || async move { metrics.render() }));
    axum::serve(listener, routes).await
}
