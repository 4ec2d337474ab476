//! HTTP/1.1 over one kept-open connection, as little of it as a load needs: a library would cost more processor time
//! than the server under test, on the same two cores.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// One connection to the server.
pub(super) struct Client {
    stream: BufReader<TcpStream>,
    head: String,
}

/// What the server answered.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
}

impl Client {
    /// Connects; `host` is `127.0.0.1:port`.
    pub(super) fn connect(host: &str, token: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        let head = format!("host: {host}\r\nauthorization: Bearer {token}\r\n");
        Ok(Self { stream: BufReader::with_capacity(64 * 1024, stream), head })
    }

    /// Asks for an address.
    pub(super) fn get(&mut self, path: &str) -> std::io::Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\n{}\r\n", self.head);
        self.send(request.as_bytes())
    }

    /// Sends JSON.
    pub(super) fn post(&mut self, path: &str, body: &str) -> std::io::Result<Answer> {
        let request = format!(
            "POST {path} HTTP/1.1\r\n{}content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.head,
            body.len()
        );
        self.send(request.as_bytes())
    }

    fn send(&mut self, request: &[u8]) -> std::io::Result<Answer> {
        self.stream.get_mut().write_all(request)?;
        let broken = |what: &str| std::io::Error::other(format!("not an HTTP answer: {what}"));
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status =
            line.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(|| broken(&line))?;
        let mut length = None;
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse::<usize>().ok();
            }
        }
        let mut body = vec![0; length.ok_or_else(|| broken("no content-length"))?];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, body })
    }
}
