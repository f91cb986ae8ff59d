//! Where the program's files are.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use etcetera::app_strategy::{AppStrategy, AppStrategyArgs, choose_native_strategy};

use super::FILE;
use crate::model::Problem;

/// The directory of the store and that of the options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The store: `--data`, else `$WARROOM_DATA`, else the platform's data directory.
    pub data: PathBuf,
    /// `config.toml`, `keymap.toml`, `ladders.toml`, `regions.toml`, `cities.toml`, `festivals.toml`,
    /// `transfers.toml`, `warnings.toml`, `holidays/` and `themes/`:
    /// `--config`, else `$WARROOM_CONFIG`, else the platform's configuration directory.
    pub config: PathBuf,
    /// The file of options, where `--config` names one by a name of its own.
    file: Option<PathBuf>,
    /// Whether `config` is a folder of the program's own, not one that somebody named.
    own: bool,
}

impl Paths {
    /// Settles both. `env` reads the environment; `config` may be a directory or the file of options itself.
    pub fn find(
        data: Option<&Path>,
        config: Option<&Path>,
        env: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Problem> {
        let set = |name| env(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let data = match data.map(Path::to_path_buf).or_else(|| set("WARROOM_DATA")) {
            Some(data) => data,
            None => platform()?.data_dir(),
        };
        let own = config.is_none();
        let config = match config.map(Path::to_path_buf).or_else(|| set("WARROOM_CONFIG")) {
            Some(config) => config,
            None => platform()?.config_dir(),
        };
        let named = config.is_file() || config.extension().is_some_and(|extension| extension == "toml");
        if !named {
            return Ok(Self { data, config, file: None, own });
        }
        let dir = config.parent().map(Path::to_path_buf).unwrap_or_default();
        Ok(Self { data, config: dir, file: Some(config), own: false })
    }

    /// Whether others can read or change how the program behaves: for its own folder a refusal, for what somebody named
    /// a warning.
    pub fn closed(&self) -> Result<Option<Problem>, Problem> {
        let path = self.file.as_ref().unwrap_or(&self.config);
        if !is_open(path) {
            return Ok(None);
        }
        let path = path.display().to_string();
        let quoted = format!("'{}'", path.replace('\'', "'\\''"));
        let problem = Problem::new("problem-config-open").with("path", path).with("quoted", quoted);
        if self.own { Err(problem) } else { Ok(Some(problem)) }
    }

    /// The file of options.
    pub fn options(&self) -> PathBuf {
        self.file.clone().unwrap_or_else(|| self.config.join(FILE))
    }

    /// The user's own keymap.
    pub fn keymap(&self) -> PathBuf {
        self.config.join("keymap.toml")
    }

    /// The user's own theme of that name.
    pub fn theme(&self, name: &str) -> PathBuf {
        self.config.join("themes").join(name).with_extension("toml")
    }

    /// The user's own ladder policies.
    pub fn ladders(&self) -> PathBuf {
        self.config.join("ladders.toml")
    }

    /// The user's own transfers between cities.
    pub fn transfers(&self) -> PathBuf {
        self.config.join("transfers.toml")
    }

    /// The user's own regions.
    pub fn regions(&self) -> PathBuf {
        self.config.join("regions.toml")
    }

    /// The user's own limits of warnings.
    pub fn warnings(&self) -> PathBuf {
        self.config.join("warnings.toml")
    }

    /// The user's own cities.
    pub fn cities(&self) -> PathBuf {
        self.config.join("cities.toml")
    }

    /// The user's own festivals.
    pub fn festivals(&self) -> PathBuf {
        self.config.join("festivals.toml")
    }

    /// The directory of the user's own holiday tables.
    pub fn holidays(&self) -> PathBuf {
        self.config.join("holidays")
    }
}

/// Creates a directory, and those above it, that only its owner may enter; one that is there stays as it is.
pub fn make_private(dir: &Path) -> Result<(), Problem> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(dir)
        .map_err(|error| Problem::new("problem-config-directory").with("path", dir.display()).failing(&error))
}

/// Opens a file to write it anew; one that is not there yet only its owner will be able to read.
pub(super) fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Whether others than its owner have a way to it.
fn is_open(path: &Path) -> bool {
    #[cfg(unix)]
    let open = |known: fs::Metadata| std::os::unix::fs::PermissionsExt::mode(&known.permissions()) & 0o077 != 0;
    #[cfg(not(unix))]
    let open = |_: fs::Metadata| false;
    fs::metadata(path).is_ok_and(open)
}

fn platform() -> Result<impl AppStrategy, Problem> {
    let args = AppStrategyArgs { app_name: "warroom".into(), ..AppStrategyArgs::default() };
    choose_native_strategy(args).map_err(|_| Problem::new("problem-config-no-home"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(data: Option<&str>, config: Option<&str>) -> Paths {
        let env = |name: &str| match name {
            "WARROOM_DATA" => Some("/env/data".into()),
            "WARROOM_CONFIG" => Some("/env/config".into()),
            _ => None,
        };
        Paths::find(data.map(Path::new), config.map(Path::new), &env).unwrap()
    }

    #[test]
    fn an_option_wins_over_the_environment() {
        let paths = find(Some("/mine"), None);
        assert_eq!((paths.data.to_str(), paths.config.to_str()), (Some("/mine"), Some("/env/config")));
        assert_eq!(paths.options(), Path::new("/env/config/config.toml"));
        assert_eq!(find(None, None).data, Path::new("/env/data"));
    }

    #[test]
    fn a_file_of_options_brings_its_directory() {
        let paths = find(None, Some("/other/work.toml"));
        assert_eq!(paths.options(), Path::new("/other/work.toml"));
        assert_eq!(paths.keymap(), Path::new("/other/keymap.toml"));
    }

    #[cfg(unix)]
    #[test]
    fn directories_are_private() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("a/b");
        make_private(&inner).unwrap();
        assert_eq!(inner.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        make_private(&inner).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn what_others_can_read_is_refused_where_it_is_ours_and_else_told() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let config = dir.path().join("it's");
        make_private(&config).unwrap();
        let env = |name: &str| (name == "WARROOM_CONFIG").then(|| config.clone().into());
        let found = |named: Option<&Path>| Paths::find(Some(dir.path()), named, &env).unwrap().closed();
        assert_eq!((found(None), found(Some(&config))), (Ok(None), Ok(None)));
        fs::set_permissions(&config, fs::Permissions::from_mode(0o750)).unwrap();
        let refused = found(None).unwrap_err();
        assert_eq!(refused.id, "problem-config-open");
        assert!(
            refused.args.iter().any(|(name, value)| *name == "quoted" && value.ends_with("it'\\''s'")),
            "{refused}"
        );
        assert_eq!(found(Some(&config)), Ok(Some(refused)));
        let file = config.join("own.toml");
        private(&file).unwrap();
        assert_eq!(found(Some(&file)), Ok(None), "the folder of a file that somebody names is their own");
        assert_eq!(found(Some(&dir.path().join("none"))), Ok(None));
    }
}
