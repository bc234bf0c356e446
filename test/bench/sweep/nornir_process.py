"""Reads every device of the job on standard input with nornir and netmiko; prints one line of JSON (job.ts, SweepOutcome)."""

import json
import sys
import time

from nornir.core import Nornir
from nornir.core.inventory import Defaults, Groups, Host, Hosts, Inventory
from nornir.core.plugins.connections import ConnectionPluginRegister
from nornir.plugins.runners import ThreadedRunner
from nornir_netmiko.tasks import netmiko_send_command

job = json.load(sys.stdin)
ConnectionPluginRegister.auto_register()
hosts = Hosts(
    {
        device["name"]: Host(
            name=device["name"],
            hostname=device["address"],
            port=job["port"],
            username=job["username"],
            password=job["password"],
            platform="cisco_ios",
        )
        for device in job["devices"]
    }
)
nornir = Nornir(
    inventory=Inventory(hosts=hosts, groups=Groups(), defaults=Defaults()),
    runner=ThreadedRunner(num_workers=job["width"]),
)


def read(task):
    answers = [task.run(netmiko_send_command, command_string=command).result for command in job["commands"]]
    task.host.close_connections()
    return answers[job["commands"].index("show running-config")]


begun, cpu = time.perf_counter(), time.process_time()
results = nornir.run(read)
took_ms = (time.perf_counter() - begun) * 1000
whole = [name for name, result in results.items() if not result.failed and result[0].result.rstrip().endswith("end")]
failures = [str(result.exception)[:200] for result in results.values() if result.failed][:3]
print(
    json.dumps(
        {
            "tookMs": took_ms,
            "cpuMs": (time.process_time() - cpu) * 1000,
            "read": len(whole),
            "failures": failures,
            "differences": 0,
        }
    )
)
