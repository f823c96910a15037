"""Running programs: their output, time and memory, one plain line when one fails."""
import contextlib, os, pathlib, subprocess, sys, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PEERS = ROOT / "scripts" / "peers"


def run(command, **more):
    """Standard output; a failing program ends the script."""
    try:
        done = subprocess.run(words(command), capture_output=True, text=True, **more)
    except OSError as error:
        raise SystemExit(f"{words(command)[0]}: {error.strerror}")
    if done.returncode != 0:
        what = " ".join(words(command))
        raise SystemExit(f"{what}: exit {done.returncode}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def elapsed(command):
    """Seconds from start to end of a process."""
    start = time.perf_counter()
    done = subprocess.run(words(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(words(command))}: exit {done.returncode}")
    return seconds


def to_first_output(command):
    """Seconds from the start of a process to its first byte on standard output."""
    start = time.perf_counter()
    with subprocess.Popen(words(command), stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as process:
        byte = process.stdout.read(1)
        seconds = time.perf_counter() - start
        process.stdout.read()
    if not byte or process.returncode != 0:
        raise SystemExit(f"{' '.join(words(command))}: exit {process.returncode}")
    return seconds


def peak(command):
    """Largest resident size of a process in bytes, looked at while it runs; None if not on Linux.

    getrusage would not do: its figure starts with the size of the parent.
    """
    if not os.path.exists("/proc/self/status"):
        return None
    process = subprocess.Popen(words(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                most = max(most, 1024 * int(line.split()[1]))
        time.sleep(0.002)
    return most


@contextlib.contextmanager
def on_core(core):
    """Programs started inside run on this core, where the system can do that."""
    if core is None or not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def cores():
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count()))


def words(command):
    return [str(word) for word in command]


def note(text):
    print(text, file=sys.stderr, flush=True)


def with_variables(variables):
    return {**os.environ, **variables}
