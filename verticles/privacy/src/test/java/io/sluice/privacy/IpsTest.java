package io.sluice.privacy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpsTest {

  @ParameterizedTest
  @ValueSource(strings = {"{192.168.0.1}", "서버는 {10.0.0.1}입니다.", "{10.0.0.1}:8080",
      "http://{10.0.0.1}/x", "{10.0.0.1}.",
      "{10.0.0.1}-{10.0.0.9}", "{10.0.0.0}/24", "{255.255.255.255}", "IP:{10.0.0.1}",
      "ip={10.0.0.1}",
      "{１９２．１６８．０．１}", "{192.168.001.001}", "version 2 of {10.0.0.1}", "실제 {10.0.0.1}",
      "({8.8.8.8})"})
  void anIpv4AddressIsFound(String marked) {
    Marked.assertFound(Kind.IP, marked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{2001:db8:85a3:0:0:8a2e:370:7334}",
      "{2001:0db8:85a3:0000:0000:8a2e:0370:7334}",
      "{2001:db8::1}", "{fe80::1}에서", "{::1}", "[{2001:db8::1}]:8080", "IP:{fe80::1}",
      "{2001:db8::}/32",
      "{::ffff:192.168.0.1}", "{64:ff9b::192.0.2.33}", "{1:2:3:4:5:6:192.0.2.33}", "{2001:DB8::1}.",
      "{fe80::1}%eth0", "addr {2001:db8::1}, {2001:db8::2}"})
  void anIpv6AddressIsFound(String marked) {
    Marked.assertFound(Kind.IP, marked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.2.3.4", "version 1.2.3.4", "Version: 1.2.3.4", "version is 1.2.3.4",
      "버전 1.2.3.4",
      "버전은 1.2.3.4", "버전1.2.3.4", "ver.1.2.3.4", "lib-1.2.3.4.jar", "1.2.3.4-SNAPSHOT", "1.2.3.4b",
      "256.1.1.1", "1.2.3", "1.2.3.4.5", "1.2.3.1234", "2024.01.02", "1..2.3", "x1.2.3.4",
      "섹션 1.2.3"})
  void aVersionOrAnotherNumberIsNoAddress(String text) {
    Marked.assertNothing(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12:30:45", "12:30", "00:1A:2B:3C:4D:5E", "00:11:22:33:44:55:66:77", "::",
      "a::b",
      "std::vector", "dead::beef", "Foo::1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "2001:db8::1::2",
      "12345::1", "2001:db8:::1", "fe80::1z", "10:30:20:15", "1::2:", "x2001:db8::1", "::::", ":",
      "1:",
      "3:4 비율"})
  void aTimeOrHardwareAddressIsNone(String text) {
    Marked.assertNothing(text);
  }
}
