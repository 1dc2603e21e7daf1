//! A headless Chromium, spoken to over pipes in the protocol of its developer tools:
//! <https://chromedevtools.github.io/devtools-protocol/>.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// For how long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser with a page; it ends when it is dropped.
pub(crate) struct Chromium {
    process: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    session: Option<String>,
    sent: u64,
    /// Everything that the page or the browser complained of.
    pub(crate) complaints: Vec<String>,
}

/// Where Chromium is, if it is.
pub(crate) fn installed() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&path)
        .flat_map(|directory| names.map(|name| directory.join(name)))
        .find(|candidate| candidate.is_file())
}

impl Chromium {
    /// Starts one, with an empty page; what it writes is in `profile`.
    pub(crate) fn start(executable: &Path, profile: &Path) -> Chromium {
        // Its pipes are descriptors 3 and 4, which a shell can make of the usual ones.
        let mut process = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 1>&2"])
            .arg(executable)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ])
            .args(["--remote-debugging-pipe", "--window-size=1440,900"])
            .arg(format!("--user-data-dir={}", profile.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell starts");
        let input = process.stdin.take().expect("it is piped");
        let output = process.stdout.take().expect("it is piped");
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            for message in BufReader::new(output).split(0) {
                let Ok(message) = message else { return };
                let message = serde_json::from_slice(&message).expect("Chromium sends JSON");
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let mut chromium = Chromium {
            process,
            input,
            messages,
            session: None,
            sent: 0,
            complaints: Vec::new(),
        };
        let target = chromium.call("Target.createTarget", &json!({"url": "about:blank"}));
        let attached = chromium.call(
            "Target.attachToTarget",
            &json!({"targetId": target["targetId"], "flatten": true}),
        );
        chromium.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in [
            "Page.enable",
            "Runtime.enable",
            "Log.enable",
            "Network.enable",
        ] {
            chromium.call(domain, &json!({}));
        }
        chromium
    }

    /// Calls a method and waits for what it returns.
    pub(crate) fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.sent += 1;
        let mut message = json!({"id": self.sent, "method": method, "params": parameters});
        if let Some(session) = &self.session {
            message["sessionId"] = session.clone().into();
        }
        self.input
            .write_all(format!("{message}\0").as_bytes())
            .expect("Chromium listens");
        let began = Instant::now();
        loop {
            let left = PATIENCE.saturating_sub(began.elapsed());
            let message = self.messages.recv_timeout(left).expect("Chromium answers");
            if message["id"] == self.sent {
                assert!(message["error"].is_null(), "{method}: {}", message["error"]);
                return message["result"].clone();
            }
            self.hear(&message);
        }
    }

    fn hear(&mut self, event: &Value) {
        let parameters = &event["params"];
        let complaint = match event["method"].as_str() {
            Some("Runtime.exceptionThrown") => parameters["exceptionDetails"].to_string(),
            Some("Page.javascriptDialogOpening") => parameters.to_string(),
            Some("Log.entryAdded") => parameters["entry"].to_string(),
            Some("Network.requestWillBeSent") => {
                let url = parameters["request"]["url"].as_str().unwrap_or_default();
                if url.starts_with("file://") || url.starts_with("about:") {
                    return;
                }
                format!("it asked for {url}")
            }
            _ => return,
        };
        self.complaints.push(complaint);
    }

    /// The value of an expression, which may be a promise.
    pub(crate) fn evaluate(&mut self, expression: &str) -> Value {
        let answer = self.call(
            "Runtime.evaluate",
            &json!({"expression": expression, "returnByValue": true, "awaitPromise": true}),
        );
        let exception = &answer["exceptionDetails"];
        assert!(exception.is_null(), "{expression}: {exception}");
        answer["result"]["value"].clone()
    }

    /// The same, as text.
    pub(crate) fn text(&mut self, expression: &str) -> String {
        let value = self.evaluate(expression);
        value
            .as_str()
            .unwrap_or_else(|| panic!("{expression} is {value}"))
            .to_owned()
    }

    /// Opens a file, and waits until it has loaded and been painted.
    pub(crate) fn open(&mut self, file: &Path) {
        self.load(file);
        self.painted();
    }

    /// Opens a file, and waits until it has loaded; also where scripts are disabled.
    pub(crate) fn load(&mut self, file: &Path) {
        self.call(
            "Page.navigate",
            &json!({"url": format!("file://{}", file.display())}),
        );
        let began = Instant::now();
        while self.evaluate("document.readyState") != "complete" {
            assert!(began.elapsed() < PATIENCE, "it loads");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until what was done is to be seen.
    pub(crate) fn painted(&mut self) {
        self.evaluate(
            "new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(1))))",
        );
    }

    /// Presses a key, as a keyboard does.
    pub(crate) fn press(&mut self, key: &str) {
        let code = match key {
            "Enter" => 13,
            "Escape" => 27,
            "ArrowDown" => 40,
            "End" => 35,
            _ => 0,
        };
        let text = match key {
            "Enter" => "\r",
            key if key.len() == 1 => key,
            _ => "",
        };
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({"type": kind, "key": key, "windowsVirtualKeyCode": code});
            if kind == "keyDown" && !text.is_empty() {
                event["text"] = text.into();
            }
            self.call("Input.dispatchKeyEvent", &event);
        }
    }

    /// Saves a picture of the page in the directory that `PERFMACRO_SCREENSHOTS` names, if it does.
    pub(crate) fn screenshot(&mut self, name: &str) {
        let Some(directory) = std::env::var_os("PERFMACRO_SCREENSHOTS") else {
            return;
        };
        let answer = self.call("Page.captureScreenshot", &json!({"format": "png"}));
        let picture = from_base64(answer["data"].as_str().expect("a picture is text"));
        let path = Path::new(&directory).join(format!("{name}.png"));
        fs::write(path, picture).expect("the directory can be written to");
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn from_base64(text: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let text = text.trim_end_matches('=').as_bytes();
    let groups = text.chunks(4).flat_map(|group| {
        let bits = group
            .iter()
            .fold(0_u32, |bits, byte| bits << 6 | u32::from(value(*byte)));
        let bits = bits << (6 * (4 - group.len()));
        bits.to_be_bytes()[1..group.len()].to_vec()
    });
    groups.collect()
}
