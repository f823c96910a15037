/// The version of kdrun, in all its forms.
let kdrunVersion: StaticString = "0.1.0"
