# Made by the release workflow: what is changed here is gone with the next release.
class Gainsay < Formula
  desc "Annotated articles in which every claim links to its source"
  homepage "@REPOSITORY@"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/gainsay-@VERSION@-aarch64-apple-darwin.tar.gz"
      sha256 "@SHA256 aarch64-apple-darwin@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/gainsay-@VERSION@-x86_64-apple-darwin.tar.gz"
      sha256 "@SHA256 x86_64-apple-darwin@"
    end
  end

  on_linux do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/gainsay-@VERSION@-aarch64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256 aarch64-unknown-linux-musl@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/gainsay-@VERSION@-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256 x86_64-unknown-linux-musl@"
    end
  end

  def install
    bin.install "gainsay"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/gainsay.bash" => "gainsay"
    fish_completion.install "completions/gainsay.fish"
    zsh_completion.install "completions/_gainsay"
  end

  test do
    system bin/"gainsay", "init", "--yes", testpath/"site"
    system bin/"gainsay", "build", testpath/"site"
    assert_path_exists testpath/"site/public/index.html"
  end
end
