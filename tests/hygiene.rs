//! Expansions in scopes that try to break them.
