"""hier_config's side of the bench, in a process of its own: PLATFORM, then pairs of files, live and intended.

Times its documented way from two texts to remediation, with its own rules for the platform.
Prints the same single line of JSON as plumbline-process.ts.
"""

import json
import resource
import sys
import time

from hier_config import Platform, WorkflowRemediation, get_hconfig

PLATFORMS = {"cisco_ios": Platform.CISCO_IOS, "arista_eos": Platform.ARISTA_EOS}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def measure(platform, live, intended):
    started = time.perf_counter()
    running = get_hconfig(platform, live)
    generated = get_hconfig(platform, intended)
    parsed = time.perf_counter()
    # Computed when it is first asked for.
    remediation = WorkflowRemediation(running, generated).remediation_config
    planned = time.perf_counter()
    return {
        "treesMs": (parsed - started) * 1000,
        "remediationMs": (planned - parsed) * 1000,
        "selfCheckMs": None,
        "commands": sum(1 for child in remediation.all_children() if not child.children),
        "withoutCommands": 0,
    }


platform = PLATFORMS[sys.argv[1]]
files = sys.argv[2:]
runs = []
peak = 0
for live_path, intended_path in zip(files[::2], files[1::2]):
    runs.append(measure(platform, read(live_path), read(intended_path)))
    if peak == 0:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"runs": runs, "peakMemoryMb": peak}))
