import Foundation

/// The command line as bytes: an argument need not be UTF-8.
let commandLine = (1..<max(Int(CommandLine.argc), 1)).compactMap { index in
  CommandLine.unsafeArgv[index].map { Array(UnsafeBufferPointer(start: $0, count: strlen($0))) }
}.map { $0.map(UInt8.init(bitPattern:)) }

exit(CommandLineTool.run(commandLine).rawValue)
