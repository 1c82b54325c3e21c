package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where redirects and names of hosts may lead: to pages only, and nowhere private. */
class UrlRedirectsIT extends UrlCase {
  @Test
  void redirectsAreFollowed() throws Exception {
    names.put("other.example", "127.0.0.1");
    site.redirect("/a", "b/");
    site.redirect("/b/", "http://other.example:" + site.port() + "/c");
    site.page("/c", TEXT, Map.of());
    round();

    assertDocuments("site/docs.example/a");
    assertEquals(List.of("docs.example", "docs.example", "other.example"), lookedUp);
  }

  @Test
  void aRedirectMayBeInKorean() throws Exception {
    site.redirect("/a", new String("/규정".getBytes(UTF_8), ISO_8859_1));
    site.page("/%EA%B7%9C%EC%A0%95", TEXT, Map.of());
    round();

    assertDocuments("site/docs.example/a");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void atMostFiveRedirectsAreFollowed(int redirects) throws Exception {
    for (var i = 0; i < redirects; i++) {
      site.redirect(i == 0 ? "/a" : "/" + i, "/" + (i + 1));
    }
    site.page("/" + redirects, TEXT, Map.of());
    round();

    assertJobs(redirects == 5 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://docs.example/x", "http://me@docs.example/",
      ":",
      "http://"})
  void redirectsLeadToPagesOnly(String location) throws Exception {
    site.redirect("/a", location);
    round();

    assertJobs(0);
    assertEquals(1, site.requests.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "::1",
      "fd00::1",
      "224.0.0.1", "0.0.0.0"})
  void namesOfPrivateAddressesAreNotAsked(String address) throws Exception {
    allowed = PublicAddresses::contain;
    names.put("docs.example", address);
    site.page("/a", TEXT, Map.of());
    round();

    assertEquals(List.of(), site.requests);
    assertEquals(List.of(), pauses, "it will not be another the next minute");
    assertJobs(0);
  }

  @Test
  void aNameWithOnePrivateAddressAmongOthersIsNotAsked() throws Exception {
    allowed = PublicAddresses::contain;
    names.put("docs.example", "203.1.113.1,127.0.0.1");
    round();

    assertEquals(List.of(), pauses);
    assertEquals(List.of(), site.requests);
  }

  @Test
  void anAddressInNumbersIsCheckedAsWell() throws Exception {
    allowed = PublicAddresses::contain;
    urls = List.of("http://127.0.0.1:" + site.port() + "/a",
        "http://2130706433:" + site.port() + "/a", "http://[::1]:" + site.port() + "/a",
        "http://[::ffff:127.0.0.1]:" + site.port() + "/a",
        "http://[::ffff:7f00:1]:" + site.port() + "/a", "http://0177.0.0.1:" + site.port() + "/a",
        "http://017700000001:" + site.port() + "/a", "http://0x7f.0.0.1:" + site.port() + "/a",
        "http://0x7f000001:" + site.port() + "/a", "http://127.1:" + site.port() + "/a",
        "http://169.254.169.254/latest/meta-data/", "http://0:" + site.port() + "/a");
    round();

    assertEquals(List.of(), site.requests);
  }

  @Test
  void aRedirectToAPrivateAddressIsNotFollowed() throws Exception {
    allowed = address -> address.getHostAddress().equals("127.0.0.1");
    names.put("inside.example", "127.0.0.2");
    site.redirect("/a", "http://inside.example:" + site.port() + "/secret");
    site.page("/secret", "secret", Map.of());
    round();

    assertEquals(List.of("/a"), site.paths());
    assertEquals(List.of("docs.example", "inside.example"), lookedUp);
    assertJobs(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://169.254.169.254/latest/meta-data/", "http://2852039166/",
      "http://[::ffff:169.254.169.254]/", "http://0xa9fea9fe/", "http://[fd00:ec2::254]/",
      "//169.254.169.254/"})
  void aRedirectToWhereCloudsGiveAwayPasswordsIsNotFollowed(String location) throws Exception {
    allowed = address -> address.getHostAddress().equals("127.0.0.1")
        || PublicAddresses.contain(address);
    site.redirect("/a", location);
    round();

    assertEquals(Set.of("/a"), Set.copyOf(site.paths()));
    assertJobs(0);
  }

  @Test
  void aNameThatMeansAnotherAddressByThenIsCheckedAgain() throws Exception {
    allowed = address -> address.getHostAddress().equals("127.0.0.1");
    site.redirect("/a", "/secret");
    site.page("/secret", "secret", Map.of());
    onLookUp = () -> names.put("docs.example", lookedUp.size() == 1 ? "127.0.0.1" : "127.0.0.2");
    round();

    assertEquals(List.of("/a"), site.paths());
    assertJobs(0);
  }

  @Test
  void theConnectionGoesToTheAddressThatWasChecked() throws Exception {
    names.put("docs.example", "127.0.0.1,192.0.2.1");
    site.page("/a", TEXT, Map.of());
    round();

    assertEquals(List.of("docs.example"), lookedUp, "the name is looked up once");
    assertDocuments("site/docs.example/a");
  }
}
