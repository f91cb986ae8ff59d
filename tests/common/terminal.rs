//! The program on a real terminal, from the other end of it. Nothing here sleeps: it waits for what it wants to see.

use std::io::{Read, Write};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::{NOW, Program};

const PATIENCE: Duration = Duration::from_secs(60);

/// The screens of the program on a terminal, and the one who sits at it.
pub struct Terminal {
    pub child: Box<dyn Child + Send + Sync>,
    pub master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    pub screen: vt100::Parser,
    pub raw: Vec<u8>,
}

/// A size of a terminal.
pub fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    /// Starts the program, in English, in an environment that says nothing else but `env`.
    pub fn start(program: &Program, args: &[&str], env: &[(&str, &str)]) -> Self {
        let pty = native_pty_system().openpty(size(120, 40)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_warroom"));
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "en_GB.UTF-8"), ("USER", "lina")].iter().chain(env) {
            command.env(name, value);
        }
        command.env("WARROOM_DATA", program.data());
        command.env("WARROOM_CONFIG", program.config());
        command.args(["--now", NOW]);
        command.args(args);
        let child = pty.slave.spawn_command(command).unwrap();
        let mut reader = pty.master.try_clone_reader().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Some(len) = reader.read(&mut bytes).ok().filter(|len| *len > 0) {
                let _ = send.send(bytes.iter().take(len).copied().collect());
            }
        });
        let keyboard = pty.master.take_writer().unwrap();
        let screen = vt100::Parser::new(40, 120, 0);
        Self { child, master: pty.master, keyboard, output, screen, raw: Vec::new() }
    }

    /// Waits until the screen says this.
    pub fn see(&mut self, text: &str) -> &mut Self {
        self.until(&format!("{text:?} is not seen"), |terminal| terminal.contents().contains(text));
        self
    }

    /// Waits until something is so; `otherwise` tells that it never was.
    pub fn until(&mut self, otherwise: &str, is_so: impl Fn(&mut Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_so(self) {
            assert!(Instant::now() < deadline, "{otherwise}:\n{}", self.contents());
            self.read(Duration::from_millis(20));
        }
    }

    /// Reads what comes within a while; false where nothing does.
    pub fn read(&mut self, wait: Duration) -> bool {
        let Ok(bytes) = self.output.recv_timeout(wait) else { return false };
        self.screen.process(&bytes);
        self.raw.extend(bytes);
        true
    }

    /// The screen as text.
    pub fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    /// Sends bytes as the terminal does: text, `\r` for Enter, `\x1b` for Esc.
    pub fn send(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Sends a signal.
    pub fn signal(&mut self, name: &str) -> &mut Self {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
        self
    }

    /// Waits for the end, and returns the exit status.
    pub fn end(&mut self) -> u32 {
        self.until("the program does not end", |terminal| terminal.child.try_wait().unwrap().is_some());
        while self.read(Duration::from_millis(200)) {}
        self.child.wait().unwrap().exit_code()
    }

    /// Whether the terminal is as it was before.
    pub fn is_given_back(&self) -> bool {
        let screen = self.screen.screen();
        !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()
    }

    /// Whether it is suspended.
    pub fn is_stopped(&self) -> bool {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.process_id().unwrap())).unwrap();
        stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('T'))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
