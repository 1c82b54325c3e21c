package io.sluice.parsing.text;

/** How many bytes of which kind there are. */
record Bytes(int length, int zeros, int zerosAtEven, int controls, int escapes, int high,
    int firstHigh) {
  private static final int FEW = 3;
  private static final int PER_CONTROL = 100;

  static Bytes of(byte[] bytes) {
    var zeros = 0;
    var zerosAtEven = 0;
    var controls = 0;
    var escapes = 0;
    var high = 0;
    var firstHigh = -1;
    for (var i = 0; i < bytes.length; i++) {
      var b = bytes[i];
      if (b < 0) {
        high++;
        firstHigh = firstHigh < 0 ? i : firstHigh;
      } else if (b == 0) {
        zeros++;
        zerosAtEven += 1 - i % 2;
      } else if (b == 0x1B) {
        escapes++;
      } else if (b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
        controls++;
      }
    }
    return new Bytes(bytes.length, zeros, zerosAtEven, controls, escapes, high, firstHigh);
  }

  /** Text has a stray control character at most here and there. */
  boolean isBinary() {
    var strange = controls + zeros;
    return strange > FEW && strange * PER_CONTROL > length;
  }
}
