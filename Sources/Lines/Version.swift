/// The version of kdrun, in all its forms.
package let kdrunVersion: StaticString = "0.1.0"
