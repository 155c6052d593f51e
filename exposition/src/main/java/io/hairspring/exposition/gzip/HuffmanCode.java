package io.hairspring.exposition.gzip;

import java.util.Arrays;

/**
 * A canonical Huffman code of bounded length (RFC 1951, 3.2.2) for symbols that were counted. Used
 * again for the next; building allocates nothing. Not thread-safe.
 */
final class HuffmanCode {
  private static final int SYMBOL_BITS = 16;
  private static final int SYMBOL = (1 << SYMBOL_BITS) - 1;
  private static final int MOST_DEPTH = 64; // of a tree of counts that an int can sum up

  private final int mostBits;
  private final int[] counts;
  private final byte[] lengths;
  private final int[] codes;
  private final long[] sorted; // count and symbol, the rarest first
  private final int[] tree;
  private final int[] ofLength = new int[MOST_DEPTH];
  private final int[] next = new int[MOST_DEPTH];

  /** Creates one for so many symbols. */
  HuffmanCode(int symbols, int mostBits) {
    this.mostBits = mostBits;
    counts = new int[symbols];
    lengths = new byte[symbols];
    codes = new int[symbols];
    sorted = new long[symbols];
    tree = new int[symbols];
  }

  /** Returns how often each symbol was seen, for the caller to count. */
  int[] counts() {
    return counts;
  }

  /** Returns how many bits the code of a symbol has; 0 if it was not seen. */
  int length(int symbol) {
    return lengths[symbol];
  }

  /** Returns the code of a symbol, its first bit lowest. */
  int code(int symbol) {
    return codes[symbol];
  }

  /** Returns how many symbols there are up to the last that was seen, but at least so many. */
  int used(int least) {
    int used = lengths.length;
    while (used > least && lengths[used - 1] == 0) {
      used--;
    }
    return used;
  }

  /** Makes the code of what was counted, and begins to count anew. */
  void build() {
    int seen = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      if (counts[symbol] > 0) {
        sorted[seen++] = (long) counts[symbol] << SYMBOL_BITS | symbol;
      }
    }
    Arrays.fill(counts, 0);
    Arrays.fill(lengths, (byte) 0);
    if (seen == 1) {
      lengths[(int) sorted[0] & SYMBOL] = 1;
    } else if (seen > 1) {
      Arrays.sort(sorted, 0, seen);
      depths(seen);
      limit(seen);
    }
    number();
  }

  /**
   * Puts the depth of each leaf into the tree, the rarest first. Source: A. Moffat and J.
   * Katajainen, In-place calculation of minimum-redundancy codes, WADS 1995.
   */
  private void depths(int n) {
    for (int i = 0; i < n; i++) {
      tree[i] = (int) (sorted[i] >>> SYMBOL_BITS);
    }
    int root = 0; // first phase, from left to right: inner nodes with their weights, then parents
    int leaf = 0;
    for (int inner = 0; inner < n - 1; inner++) {
      tree[inner] =
          0 < inner && root < inner && (leaf >= n || tree[root] < tree[leaf])
              ? adopt(root++, inner)
              : tree[leaf++];
      tree[inner] +=
          root < inner && (leaf >= n || tree[root] < tree[leaf])
              ? adopt(root++, inner)
              : tree[leaf++];
    }
    tree[n - 2] = 0; // second, from right to left: depths of inner nodes
    for (int inner = n - 3; inner >= 0; inner--) {
      tree[inner] = tree[tree[inner]] + 1;
    }
    int free = 1; // third: depths of leaves, where nodes of a depth are no inner ones
    int at = n - 1;
    root = n - 2;
    for (int depth = 0; free > 0; depth++) {
      int inner = 0;
      while (root >= 0 && tree[root] == depth) {
        inner++;
        root--;
      }
      for (; free > inner; free--) {
        tree[at--] = depth;
      }
      free = 2 * inner;
    }
  }

  private int adopt(int child, int parent) {
    int weight = tree[child];
    tree[child] = parent;
    return weight;
  }

  /**
   * Gives each symbol a length within the bound: leaves below it move up to it, and until there is
   * room for them all, a leaf above moves down and takes one of them beside it.
   */
  private void limit(int n) {
    Arrays.fill(ofLength, 0);
    for (int i = 0; i < n; i++) {
      ofLength[Math.min(tree[i], mostBits)]++;
    }
    int taken = 0; // of the code space, in leaves of the longest length
    for (int length = 1; length <= mostBits; length++) {
      taken += ofLength[length] << (mostBits - length);
    }
    for (; taken > 1 << mostBits; taken--) {
      int length = mostBits - 1;
      while (ofLength[length] == 0) {
        length--;
      }
      ofLength[length]--;
      ofLength[length + 1] += 2;
      ofLength[mostBits]--;
    }
    int at = 0;
    for (int length = mostBits; length > 0; length--) {
      for (int i = 0; i < ofLength[length]; i++) {
        lengths[(int) sorted[at++] & SYMBOL] = (byte) length;
      }
    }
  }

  /** Numbers the codes of each length in the order of their symbols. */
  private void number() {
    Arrays.fill(ofLength, 0);
    for (byte length : lengths) {
      ofLength[length]++;
    }
    ofLength[0] = 0;
    next[0] = 0;
    for (int length = 1; length <= mostBits; length++) {
      next[length] = (next[length - 1] + ofLength[length - 1]) << 1;
    }
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      codes[symbol] = length == 0 ? 0 : Integer.reverse(next[length]++) >>> (Integer.SIZE - length);
    }
  }
}
