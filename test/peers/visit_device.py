"""Visits one device with a peer's library, as its documentation says, and prints what it saw as one line of JSON.

Reads a visit as JSON from standard input: library, definition (the library's own name of the platform), host, port, username,
password, secret (for enable, or null), mode (the library's name of the mode to end in), show (commands), configure (lines) and
commit (whether they take effect by it). Nothing of the library's settings is changed but time limits.
"""

import json
import sys

TIMEOUT_S = 30


def visit_by_netmiko(visit):
    from netmiko import ConnectHandler

    with ConnectHandler(
        device_type=visit["definition"],
        host=visit["host"],
        port=visit["port"],
        username=visit["username"],
        password=visit["password"],
        secret=visit["secret"] or "",
        conn_timeout=TIMEOUT_S,
        banner_timeout=TIMEOUT_S,
        read_timeout_override=TIMEOUT_S,
    ) as session:
        if visit["secret"] is not None:
            session.enable()
        shown = {command: session.send_command(command) for command in visit["show"]}
        configured = session.send_config_set(visit["configure"]) if visit["configure"] else ""
        if visit["commit"]:
            configured += session.commit()
            session.exit_config_mode()
        return {"prompt": session.find_prompt(), "shown": shown, "configured": configured}


def visit_by_scrapli(visit):
    from scrapli import AuthOptions, Cli, LookupKeyValue, SessionOptions, TransportSsh2Options

    lookups = [] if visit["secret"] is None else [LookupKeyValue("enable", visit["secret"])]
    with Cli(
        visit["host"],
        port=visit["port"],
        definition_file_or_name=visit["definition"],
        auth_options=AuthOptions(username=visit["username"], password=visit["password"], lookups=lookups),
        session_options=SessionOptions(operation_timeout_s=TIMEOUT_S),
        transport_options=TransportSsh2Options(),
    ) as session:
        shown = {command: session.send_input(command).result for command in visit["show"]}
        lines = visit["configure"] + (["commit"] if visit["commit"] else [])
        results = [session.send_input(line, requested_mode="configuration") for line in lines]
        refused = [line for line, result in zip(lines, results) if result.failed]
        if refused:
            raise RuntimeError(f"refused: {refused}")
        session.enter_mode(requested_mode=visit["mode"])
        return {
            "prompt": session.get_prompt().result,
            "shown": shown,
            "configured": "\n".join(result.result for result in results),
        }


LIBRARIES = {"netmiko": visit_by_netmiko, "scrapli": visit_by_scrapli}


def main():
    visit = json.load(sys.stdin)
    print(json.dumps(LIBRARIES[visit["library"]](visit)))


main()
