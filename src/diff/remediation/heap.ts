/** Members by rank: the one that is before all others comes first. */
export interface Heap<Member> {
  push(member: Member): void;
  pop(): Member | null;
  first(): Member | null;
  size(): number;
}

/** A binary heap. `isBefore` must be a strict order. */
export function createHeap<Member>(isBefore: (a: Member, b: Member) => boolean): Heap<Member> {
  const heap: Member[] = [];
  return {
    first: () => heap[0] ?? null,
    size: () => heap.length,
    push: (member) => {
      siftUp(heap, member, isBefore);
    },
    pop: () => {
      const [first] = heap;
      const last = heap.pop();
      if (first === undefined || last === undefined) return null;
      if (heap.length > 0) siftDown(heap, last, isBefore);
      return first;
    },
  };
}

function siftUp<Member>(heap: Member[], member: Member, isBefore: (a: Member, b: Member) => boolean): void {
  let at = heap.length;
  heap.push(member);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(member, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = member;
}

function siftDown<Member>(heap: Member[], member: Member, isBefore: (a: Member, b: Member) => boolean): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    const [left, right] = [heap[child], heap[child + 1]];
    if (left === undefined) break;
    if (right !== undefined && isBefore(right, left)) child += 1;
    const chosen = heap[child];
    if (chosen === undefined || !isBefore(chosen, member)) break;
    heap[at] = chosen;
    at = child;
  }
  heap[at] = member;
}
