"""What pip-audit found, in a line; exit code 1 for a known fault, 0 otherwise, also where it could not look."""

import json
import sys


def told(said: str) -> tuple[int, str]:
    """-> (exit code, lines)"""
    try:
        found = json.loads(said)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, "audit: known faults were not looked up: their data cannot be had here"
    looked = [each for each in found if "skip_reason" not in each]
    faults = [
        f"audit: {each['name']} {each['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or '-'}"
        for each in looked
        for fault in each["vulns"]
    ]
    if not looked:
        return 0, "audit: known faults were not looked up: the index here does not know them"
    left = len(found) - len(looked)
    ending = f"audit: {len(looked)} packages looked up, {len(faults)} known faults" + (
        f"; {left} not known" if left else ""
    )
    return int(bool(faults)), "\n".join([*faults, ending])


if __name__ == "__main__":
    code, lines = told(sys.argv[1])
    sys.stdout.write(lines + "\n")
    sys.exit(code)
