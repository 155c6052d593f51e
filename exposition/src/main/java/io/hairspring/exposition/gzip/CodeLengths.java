package io.hairspring.exposition.gzip;

/**
 * The codes of a block as they stand before it: the lengths of both, runs of the same shortened, in
 * a code of their own (RFC 1951, 3.2.7). Not thread-safe.
 */
final class CodeLengths {
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };
  private static final int MOST_BITS = 7;
  private static final int LEAST_SENT = 4;
  private static final int AGAIN = 16; // the length before, 3 to 6 times
  private static final int FEW_ZEROS = 17; // 3 to 10
  private static final int MANY_ZEROS = 18; // 11 to 138
  private static final int LEAST_RUN = 3;
  private static final int MOST_AGAIN = 6;
  private static final int MOST_FEW = 10;
  private static final int MOST_MANY = 138;
  private static final int SYMBOL_BITS = 8;

  private final HuffmanCode code = new HuffmanCode(ORDER.length, MOST_BITS);
  private final int[] sent = new int[Symbols.LITERALS_AND_LENGTHS + Symbols.DISTANCES];
  private int size; // of those, each a symbol with how long its run is above the least

  /** Writes the lengths of both codes. */
  void write(HuffmanCode symbols, HuffmanCode distances, BitOutput out) {
    int symbolsUsed = symbols.used(Symbols.FIRST_LENGTH);
    int distancesUsed = distances.used(1);
    shorten(symbols, symbolsUsed, distances, distancesUsed);
    code.build();
    out.put(symbolsUsed - Symbols.FIRST_LENGTH, 5);
    out.put(distancesUsed - 1, 5);
    int codes = ORDER.length;
    while (codes > LEAST_SENT && code.length(ORDER[codes - 1]) == 0) {
      codes--;
    }
    out.put(codes - LEAST_SENT, 4);
    for (int i = 0; i < codes; i++) {
      out.put(code.length(ORDER[i]), 3);
    }
    for (int i = 0; i < size; i++) {
      int symbol = sent[i] & ((1 << SYMBOL_BITS) - 1);
      out.put(code.code(symbol), code.length(symbol));
      out.put(sent[i] >> SYMBOL_BITS, runBits(symbol));
    }
  }

  private static int runBits(int symbol) {
    return switch (symbol) {
      case AGAIN -> 2;
      case FEW_ZEROS -> 3;
      case MANY_ZEROS -> 7;
      default -> 0;
    };
  }

  /** Shortens the lengths of both, which are one row, and counts what is sent of them. */
  private void shorten(HuffmanCode symbols, int symbolsUsed, HuffmanCode distances, int used) {
    size = 0;
    int all = symbolsUsed + used;
    for (int start = 0; start < all; ) {
      int length = length(symbols, symbolsUsed, distances, start);
      int end = start + 1;
      while (end < all && length(symbols, symbolsUsed, distances, end) == length) {
        end++;
      }
      int run = end - start;
      if (length > 0) {
        send(length, 0); // which what comes then repeats
        run--;
      }
      while (run >= LEAST_RUN) {
        run -= length > 0 ? again(run) : zeros(run);
      }
      for (; run > 0; run--) {
        send(length, 0);
      }
      start = end;
    }
  }

  private static int length(HuffmanCode symbols, int symbolsUsed, HuffmanCode distances, int i) {
    return i < symbolsUsed ? symbols.length(i) : distances.length(i - symbolsUsed);
  }

  private int again(int run) {
    int part = Math.min(run, MOST_AGAIN);
    send(AGAIN, part - LEAST_RUN);
    return part;
  }

  private int zeros(int run) {
    int part = Math.min(run, MOST_MANY);
    if (part <= MOST_FEW) {
      send(FEW_ZEROS, part - LEAST_RUN);
    } else {
      send(MANY_ZEROS, part - MOST_FEW - 1);
    }
    return part;
  }

  private void send(int symbol, int runAboveLeast) {
    code.counts()[symbol]++;
    sent[size++] = runAboveLeast << SYMBOL_BITS | symbol;
  }
}
