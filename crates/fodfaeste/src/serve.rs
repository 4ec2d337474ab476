//! The server: binds, answers until it is asked to end, and lets what is under way finish.

use std::net::SocketAddr;
use std::time::Duration;

use metrics_exporter_prometheus::PrometheusBuilder;
use service::Context;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;
use web::{Metrics, Settings, Site};

use crate::config::Config;
use crate::house;
use crate::tell::{Failure, Teller};

/// How long requests under way may take once the end was asked for.
const PATIENCE: Duration = Duration::from_secs(10);
const HOUR: Duration = Duration::from_hours(1);

/// `fodfaeste serve`.
pub(crate) async fn run(config: &Config, teller: &Teller) -> Result<(), Failure> {
    let ctx = house::open(config, config.synthetic).await?;
    let listener = bind(config.listen).await?;
    let url = format!("http://{}", address(&listener)?);
    teller.result(&serde_json::json!({ "url": url }));
    teller.say("serve-listening", [("url", &url)]);
    answer(ctx, listener, config).await
}

/// Takes an address.
pub(crate) async fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    let taken =
        |error: std::io::Error| Failure::call("port-taken", [("address", &address), ("reason", &error)]);
    TcpListener::bind(address).await.map_err(taken)
}

/// The address that was taken.
pub(crate) fn address(listener: &TcpListener) -> Result<SocketAddr, Failure> {
    listener.local_addr().map_err(|error| Failure::program(&error))
}

/// Answers until SIGTERM or SIGINT.
pub(crate) async fn answer(ctx: Context, listener: TcpListener, config: &Config) -> Result<(), Failure> {
    log(config);
    let store = ctx.store.clone();
    let recorder = PrometheusBuilder::new().install_recorder().map_err(|error| Failure::program(&error))?;
    let metrics = Metrics::new(move || recorder.render());
    let mut tasks = tokio::task::JoinSet::new();
    let own = address(&listener)?;
    // At the server's own address only where nobody outside this machine can ask.
    let here = (config.metrics.is_none() && own.ip().is_loopback()).then(|| metrics.clone());
    if let Some(elsewhere) = config.metrics {
        let listener = bind(elsewhere).await?;
        tasks.spawn(async move {
            if let Err(error) = web::serve_metrics(listener, metrics).await {
                tracing::error!(%error, "metrics are no longer answered");
            }
        });
    }
    tasks.spawn(swept(ctx.clone()));
    let settings =
        Settings { https: config.https, trusted_origins: config.trusted_origins.clone(), metrics: here };
    let (ask, mut asked) = tokio::sync::watch::channel(false);
    let end = async move {
        asked.wait_for(|asked| *asked).await.map(|_| ()).unwrap_or_default();
    };
    let mut serving = tokio::spawn(web::serve(listener, Site::new(ctx, settings), end));
    tokio::select! {
        done = &mut serving => return finished(done),
        () = asked_to_end() => {}
    }
    ask.send_replace(true);
    let done = tokio::time::timeout(PATIENCE, &mut serving).await;
    tasks.abort_all();
    store.close().await;
    done.map_or(Ok(()), finished)
}

/// Clears away now and each hour what is kept for a time only.
async fn swept(ctx: Context) {
    let mut hour = tokio::time::interval(HOUR);
    loop {
        hour.tick().await;
        if let Err(error) = service::house::sweep(&ctx).await {
            tracing::warn!(%error, "clearing away has to wait");
        }
    }
}

fn finished(done: Result<std::io::Result<()>, tokio::task::JoinError>) -> Result<(), Failure> {
    match done {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(Failure::program(&error)),
        Err(error) => Err(Failure::program(&error)),
    }
}

async fn asked_to_end() {
    let (terminate, interrupt) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    match (terminate, interrupt) {
        (Ok(mut terminate), Ok(mut interrupt)) => tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        },
        _ => std::future::pending().await,
    }
}

/// Logs to standard error as JSON lines.
fn log(config: &Config) {
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("warn"));
    let lines = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr);
    // Set once; a second server in the same process keeps the first.
    lines.try_init().unwrap_or_default();
}
