//! Completing the path of a file: as far as all that begins like it goes on in the same way.

use std::fs;
use std::path::Path;

/// Entries of a folder that are looked at.
const MOST: usize = 20_000;
/// Paths that are shown.
const SHOWN: usize = 200;

/// What a typed path becomes, and all it may become; `None` where nothing begins like it. Folders end in `/`; files count
/// where they fit, and where none does, all of them.
pub(super) fn completed(
    typed: &str,
    home: Option<&Path>,
    fits: impl Fn(&Path) -> bool,
) -> Option<(String, Vec<String>)> {
    let typed = typed.trim_start();
    let (head, start) = typed.rfind('/').map_or(("", typed), |cut| typed.split_at(cut + 1));
    let folder = match (head.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ if head.is_empty() => Path::new(".").to_owned(),
        _ => Path::new(head).to_owned(),
    };
    let mut found: Vec<(String, bool)> = Vec::new();
    for entry in fs::read_dir(folder).ok()?.take(MOST).flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let hidden = name.starts_with('.') && !start.starts_with('.');
        if !name.starts_with(start) || hidden {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            found.push((format!("{head}{name}/"), true));
        } else {
            found.push((format!("{head}{name}"), fits(&path)));
        }
    }
    if found.iter().any(|(_, fits)| *fits) {
        found.retain(|(_, fits)| *fits);
    }
    let mut found: Vec<String> = found.into_iter().map(|(text, _)| text).collect();
    found.sort();
    let mut common = found.first()?.clone();
    for other in &found {
        let same = common.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        common.truncate(same);
    }
    // What is in the only folder there is comes next.
    if let [only] = found.as_slice()
        && only.ends_with('/')
        && let Some((text, within)) = completed(only, home, fits)
    {
        return Some((text, within));
    }
    found.truncate(SHOWN);
    Some((common, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_completed_as_far_as_it_is_clear() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["clients.csv", "clinic.vcf", "climate.txt", "nested/客户.xlsx", ".hidden.csv"] {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let root = dir.path().display().to_string();
        let fits = |path: &Path| path.extension().is_some_and(|end| end != "txt");
        let done = |typed: &str| completed(&format!("{root}/{typed}"), None, fits);
        let path = |name: &str| format!("{root}/{name}");
        assert_eq!(done("c"), Some((path("cli"), vec![path("clients.csv"), path("clinic.vcf")])));
        assert_eq!(done("clie"), Some((path("clients.csv"), vec![path("clients.csv")])));
        assert_eq!(done("clim"), Some((path("climate.txt"), vec![path("climate.txt")])));
        assert_eq!(done("n"), Some((path("nested/客户.xlsx"), vec![path("nested/客户.xlsx")])));
        assert_eq!((done("zzz"), done("nowhere/x")), (None, None));
        assert_eq!(done(".h").map(|(text, _)| text), Some(path(".hidden.csv")));
        let home = completed("~/clie", Some(dir.path()), fits);
        assert_eq!(home, Some(("~/clients.csv".into(), vec!["~/clients.csv".into()])));
    }
}
