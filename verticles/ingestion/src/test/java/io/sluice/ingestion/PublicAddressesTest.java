package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1",
      "100.100.100.200", "127.0.0.1", "127.255.255.254", "2130706433", "169.254.169.254",
      "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.168.1.1",
      "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
      "239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1",
      "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fec0::1", "fc00::1",
      "fd00:ec2::254", "ff02::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "64:ff9b::7f00:1",
      "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "3fff::1", "5f00::1"})
  void aNetworksOwnAddressesAreNotPublic(String address) throws UnknownHostException {
    assertFalse(PublicAddresses.contain(InetAddress.getByName(address)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1",
      "126.0.0.1", "128.0.0.1", "169.253.0.1", "172.15.0.1", "172.32.0.1", "192.167.0.1",
      "192.169.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:4700::1111",
      "2400:cb00::1", "2001:4860:4860::8888", "64:ff9b::101:101"})
  void othersAre(String address) throws UnknownHostException {
    assertTrue(PublicAddresses.contain(InetAddress.getByName(address)));
  }
}
