/// The version of kdrun, in all its forms (semver.org).
package let kdrunVersion: StaticString = "0.2.0"

/// The version whose training this is, which model files name (`Provenance.tool`). It changes when the
/// same data, options and seed give other bytes; so a model can be rebuilt byte for byte by every
/// version until then.
package let trainingVersion: StaticString = "0.1.0"
