# Sourced by scripts that compile modules of Sources for WebAssembly as Embedded Swift. Sets `tools`, `target`,
# `wasm` and `work`, a folder that goes when the script ends.
tools=$(dirname "$(readlink -f "$(command -v swiftc)")")
target=wasm32-unknown-none-wasm
wasm=Tiny/Sources/Wasm
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

flags=(-target "$target" -enable-experimental-feature Embedded -wmo -parse-as-library "${optimize:--O}" -swift-version 6
  -D KDRUN_PLAIN -suppress-warnings -Xcc -mbulk-memory -Xfrontend -function-sections
  -Xfrontend -disable-stack-protector -Xfrontend -disable-incremental-llvm-codegen -package-name kdrun -I "$work")

# files FOLDER WITHOUT…: the Swift files below a folder but those in these folders of it.
files() {
  local folder=$1 without names=()
  shift
  for without in "$@"; do names+=(-path "$folder/$without" -prune -o); done
  find "$folder" "${names[@]}" -name '*.swift' -print | sort
}

# module NAME FILE…: a module, whose code the compiler puts into the object file that uses it.
module() {
  swiftc "${flags[@]}" -module-name "$1" -emit-module -emit-module-path "$work/$1.swiftmodule" "${@:2}"
}

# data_modules: rows and their formats, and what they stand on.
data_modules() {
  module KDRuntime $(files Sources/Runtime Kernels/{Vector,VectorCell,Vector128,Interleaved,Wide}) \
    "$wasm"/WithoutVectors/*.swift
  module KDLines $(files Sources/Lines)
  module KDCommon $(files Sources/Common)
  module KDData $(files Sources/Data Loading)
}

# link FILE.wasm SOURCE.swift FUNCTION…: a module of one file over those compiled before, which exports these
# functions.
link() {
  local out=$1 source=$2 name function exports=()
  name=$(basename "$source" .swift)
  shift 2
  for function in "$@"; do exports+=(--export="$function"); done
  swiftc "${flags[@]}" -module-name "$name" -c "$source" -o "$work/$name.o"
  for source in Web/support.c "$wasm/support.c"; do
    "$tools/clang" --target="$target" -mbulk-memory -O2 -ffreestanding -fno-builtin -c "$source" \
      -o "$work/$(echo "$source" | tr / -).o"
  done
  "$tools/wasm-ld" --gc-sections --strip-all --no-entry --export=__heap_base -z stack-size=1048576 \
    "${exports[@]}" --import-undefined "$work"/*.o \
    "$tools/../lib/swift/embedded/$target/libswiftUnicodeDataTables.a" -o "$out"
  chmod 644 "$out"
  echo "$out: $(wc -c <"$out") bytes"
}

# check_imports FILE.wasm: it imports env.number alone. Needs node.
check_imports() {
  local imports
  imports=$(node -e 'const m = new WebAssembly.Module(require("fs").readFileSync(process.argv[1]));
    console.log(WebAssembly.Module.imports(m).map(x => `${x.module}.${x.name}`).join(" "))' "$1")
  if [ "$imports" != env.number ]; then
    echo "$(basename "$0"): $1: expected no import but env.number, got $imports" >&2
    exit 1
  fi
}
