//! What the system says of its processor.

use std::fs::File;
use std::io::Read as _;

/// The processor's model, where the system says it without another process being started.
pub(super) fn cpu() -> Option<String> {
    // Written as it is read: the first processor is enough of it.
    let mut text = Vec::new();
    if let Ok(file) = File::open("/proc/cpuinfo") {
        let _ = file.take(4096).read_to_end(&mut text);
    }
    model(&String::from_utf8_lossy(&text)).or_else(|| std::env::var("PROCESSOR_IDENTIFIER").ok())
}

fn model(cpuinfo: &str) -> Option<String> {
    cpuinfo
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| ["model name", "Model", "cpu model"].contains(&name.trim()))
        .map(|(_, model)| model.trim().to_owned())
        .filter(|model| !model.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_processor_has_a_model() {
        let text =
            "processor\t: 0\nmodel\t\t: 1\nmodel name\t: AMD EPYC 7B13\nprocessor\t: 1\nmodel na";
        assert_eq!(model(text).as_deref(), Some("AMD EPYC 7B13"));
        assert_eq!(model("processor : 0\nBogoMIPS : 50.00\n"), None);
    }
}
