package io.sluice.ingestion;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Tells which addresses can be reached from everywhere. All others are a machine's or a network's own:
 * what is there is not meant for those who may read the documents, least of all the passwords that
 * clouds give away at addresses such as 169.254.169.254.
 */
final class PublicAddresses {
  /** Network and length of its prefix. */
  private static final int[][] OWN = {{0x00000000, 8}, {0x0a000000, 8}, {0x64400000, 10},
      {0x7f000000, 8}, {0xa9fe0000, 16}, {0xac100000, 12}, {0xc0000000, 24}, {0xc0000200, 24},
      {0xc0586300, 24}, {0xc0a80000, 16}, {0xc6120000, 15}, {0xc6336400, 24}, {0xcb007100, 24},
      {0xe0000000, 3}};
  /** 168.63.129.16, public by its number only: where Azure answers its own machines. */
  private static final int AZURE = 0xa83f8110;
  /** 64:ff9b::/96, by which IPv4 addresses are reached from networks without IPv4. */
  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

  private PublicAddresses() {}

  static boolean contain(InetAddress address) {
    var bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return isPublic4(number(bytes, 0));
    }
    return Arrays.equals(bytes, 0, NAT64.length, NAT64, 0, NAT64.length)
        ? isPublic4(number(bytes, NAT64.length))
        : isPublic6(number(bytes, 0));
  }

  private static boolean isPublic4(int address) {
    for (var network : OWN) {
      if ((address ^ network[0]) >>> (32 - network[1]) == 0) {
        return false;
      }
    }
    return address != AZURE;
  }

  /** 2000::/3, without the protocols' 2001::/23, the examples' 2001:db8::/32 and IPv4 in 2002::/16. */
  private static boolean isPublic6(int first) {
    return first >>> 29 == 1 && first >>> 9 != 0x20010000 >>> 9 && first != 0x20010db8
        && first >>> 16 != 0x2002 && first >>> 12 != 0x3fff0;
  }

  private static int number(byte[] bytes, int from) {
    return (bytes[from] & 0xff) << 24 | (bytes[from + 1] & 0xff) << 16
        | (bytes[from + 2] & 0xff) << 8 | (bytes[from + 3] & 0xff);
  }
}
