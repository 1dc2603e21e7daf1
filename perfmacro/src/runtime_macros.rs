//! What `runtime = tokio` and `runtime = smol` come to: the attribute does not see which features there are.

/// The function that starts a tokio runtime.
#[cfg(feature = "tokio")]
#[doc(hidden)]
#[macro_export]
macro_rules! tokio_runtime {
    ($flavor:ident) => {
        $crate::__private::executor::Tokio::$flavor
    };
}

/// The function that starts a tokio runtime; needs feature `tokio`.
#[cfg(not(feature = "tokio"))]
#[doc(hidden)]
#[macro_export]
macro_rules! tokio_runtime {
    ($flavor:ident) => {
        $crate::__private::missing_runtime(compile_error!(
            "`runtime = tokio` needs feature `tokio` of perfmacro, in Cargo.toml: [dev-dependencies] perfmacro = \
             { version = \"0.1\", features = [\"bench\", \"tokio\"] }"
        ))
    };
}

/// The function that makes smol's executor.
#[cfg(feature = "smol")]
#[doc(hidden)]
#[macro_export]
macro_rules! smol_runtime {
    () => {
        || $crate::__private::executor::Smol
    };
}

/// The function that makes smol's executor; needs feature `smol`.
#[cfg(not(feature = "smol"))]
#[doc(hidden)]
#[macro_export]
macro_rules! smol_runtime {
    () => {
        $crate::__private::missing_runtime(compile_error!(
            "`runtime = smol` needs feature `smol` of perfmacro, in Cargo.toml: [dev-dependencies] perfmacro = \
             { version = \"0.1\", features = [\"bench\", \"smol\"] }"
        ))
    };
}
