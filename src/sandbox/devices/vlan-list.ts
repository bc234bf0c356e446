/** The VLAN numbers of `10,20-22`, ascending, or null when the text is no such list. */
export function parseVlanList(text: string): readonly number[] | null {
  const vlans = new Set<number>();
  for (const part of text.split(',')) {
    const [, first, last] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part) ?? [];
    if (first === undefined) return null;
    const end = Number(last ?? first);
    if (Number(first) < 1 || end > 4094 || end < Number(first)) return null;
    for (let vlan = Number(first); vlan <= end; vlan += 1) vlans.add(vlan);
  }
  return [...vlans].sort((a, b) => a - b);
}

/** `10,20-22`. Fewer than `rangeFrom` neighbors stand apart by commas: IOS writes `20,21`, EOS `20-21`. */
export function formatVlanList(vlans: readonly number[], rangeFrom = 3): string {
  const parts: string[] = [];
  for (let at = 0; at < vlans.length;) {
    let end = at;
    while (vlans[end + 1] === (vlans[end] ?? 0) + 1) end += 1;
    if (end - at >= rangeFrom - 1) {
      parts.push(`${vlans[at] ?? ''}-${vlans[end] ?? ''}`);
      at = end + 1;
    } else {
      parts.push(String(vlans[at]));
      at += 1;
    }
  }
  return parts.join(',');
}
