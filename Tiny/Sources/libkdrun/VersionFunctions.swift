import CKDRun
import KDRuntime

@c @implementation
public func kdrun_abi_version() -> UInt32 { UInt32(KDRUN_ABI_VERSION) }

@c @implementation
public func kdrun_version() -> UnsafePointer<CChar>? { constant(kdrunVersion) }

@c @implementation
public func kdrun_reason(_ reason: Int32) -> UnsafePointer<CChar>? {
  guard let number = UInt8(exactly: reason), let reason = Reason(rawValue: number) else {
    return nil
  }
  return constant(reason.name)
}

/// Text of the program; Swift ends it with NUL.
private func constant(_ text: StaticString) -> UnsafePointer<CChar> {
  UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}
