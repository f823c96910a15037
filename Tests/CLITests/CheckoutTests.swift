import Foundation
import TestSupport
import Testing
import kdrun

@Suite struct CheckoutTests {
  private let hash = String(repeating: "0a", count: 20)

  /// The commit that a tool in `folder`/out/tool says.
  private func commit(_ folder: Folder) -> String? {
    GitCheckout.commit(above: folder.file("out/tool"))
  }

  @Test func branchAndDetachedHead() throws {
    let folder = try Folder()
    try folder.makeFolders(".git/refs/heads")
    try folder.write(".git/HEAD", "ref: refs/heads/main\n")
    #expect(commit(folder) == nil)
    try folder.write(
      ".git/packed-refs", "# pack-refs\nbeef refs/heads/old\n\(hash) refs/heads/main\n")
    #expect(commit(folder) == hash)
    try folder.write(".git/refs/heads/main", "abcd\n")
    #expect(commit(folder) == "abcd")
    try folder.write(".git/HEAD", "1234\n")
    #expect(commit(folder) == "1234")
  }

  @Test func linkedWorkTree() throws {
    let folder = try Folder()
    try folder.makeFolders("main/.git/refs/heads", "main/.git/worktrees/w")
    try folder.write(".git", "gitdir: main/.git/worktrees/w\n")
    try folder.write("main/.git/worktrees/w/commondir", "../..\n")
    try folder.write("main/.git/worktrees/w/HEAD", "ref: refs/heads/side\n")
    try folder.write("main/.git/refs/heads/side", "\(hash)\n")
    #expect(commit(folder) == hash)
  }
}
