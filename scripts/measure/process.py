"""Running programs: their output, their time, one plain line when one fails."""
import os, pathlib, subprocess, sys, time

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
    subprocess.run(words(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def words(command):
    return [str(word) for word in command]


def note(text):
    print(text, file=sys.stderr, flush=True)


def with_variables(variables):
    return {**os.environ, **variables}
