#if !arch(wasm32)
  import CKDRun
  import KDRuntime
  import FileMapping

  @c @implementation
  public func kdrun_map(
    _ path: UnsafePointer<CChar>?, _ model: UnsafeMutablePointer<UnsafeRawPointer?>?,
    _ size: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<kdrun_error>?
  ) -> Int32 {
    model?.pointee = nil
    size?.pointee = 0
    return call(error) { () throws(CallError) in
      let path = try given(path, "path: expected a name, got null")
      let model = try given(model, "model: expected a place for it, got null")
      let size = try given(size, "size: expected a place for it, got null")
      let file = try mapFile(path)
      model.pointee = file.baseAddress
      size.pointee = file.count
    }
  }

  @c @implementation
  public func kdrun_unmap(_ model: UnsafeRawPointer?, _ size: Int) {
    if let model { _ = system_munmap(model, UInt(bitPattern: size)) }
  }

  /// The bytes of a file, mapped read-only.
  private func mapFile(_ path: UnsafePointer<CChar>) throws(CallError) -> UnsafeRawBufferPointer {
    let file = system_open(path)
    guard file >= 0 else { throw .cannotOpen(code: -file) }
    defer { system_close(file) }
    let size = system_size(file)
    guard size >= 0 else { throw .cannotRead(code: -size) }
    guard size > 0 else { throw .emptyFile }
    let address = system_map(file, UInt(size))
    // The last 4,095 values are errors.
    guard UInt(bitPattern: address) <= UInt.max - 4095 else {
      throw .cannotRead(code: -address)
    }
    return UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: size)
  }
#endif
