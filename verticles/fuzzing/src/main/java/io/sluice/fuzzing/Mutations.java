package io.sluice.fuzzing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Spoils what was good: bytes anyhow, JSON also by its structure. */
public final class Mutations {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Texts that break programs; written into JSON as they are where they are in quotes. */
  public static final List<String> ODD_TEXTS = List.of("", " ", "\u0000", "a\u0000b", "\ud800",
      "a\udc00", "\udc00\ud800", "\ufeffx", "\uffff", "\u202egnp.exe", "\u200b", "\u3164",
      "휴가는 며칠인가요?", Normalizer.normalize("휴가는 며칠인가요?", Normalizer.Form.NFD), "ㅎㅠㄱㅏ",
      "👩‍👩‍👧‍👦🏝️🇰🇷", "𠮷", "Z̷̢̛͔a̸l̵g̶o", "ﷺ", "İıŞß", "\r\n", "\n\ndata: x\n\n", "'\"\\/",
      "${jndi:x}", "{{7*7}}",
      "<script>", "%s%n", "../../etc/passwd", "C:\\CON", "-1", "1e400", "null", "NaN", "\t",
      "\u001b[31m",
      "2026-02-30", "2026-01-31", "+999999999-01-01", "0000-00-00", "default", "*:*", "(a AND",
      "\"",
      "a~0.5^9", "[* TO *]", "\\u0000", "x".repeat(201), "가".repeat(8001), "y".repeat(33_000));

  private static final List<String> ODD_VALUES = List.of("null", "true", "false", "0", "-0", "-0.0",
      "-1", "1", "0.5", "1.0", "2147483647", "2147483648", "-2147483649", "9223372036854775807",
      "9223372036854775808", "99999999999999999999", "1e9", "1e400", "-1e400", "1e-400",
      "1E+2147483647", "1e999999999", "0." + "0".repeat(500) + "1", "9".repeat(400),
      "9".repeat(1100),
      "NaN", "Infinity", "0x10", "01", "+1", ".5", "[]", "[1]", "[null]", "[[]]", "[\"x\"]", "{}",
      "{\"a\": 1}", "{\"\": {}}", "[{}]", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"",
      "\"\\uZZZZ\"", "\"\\x\"", "'x'", "nope", "undefined", "", ",", "\"open", "/* c */ 1");

  private static final List<byte[]> ODD_BYTES = List
      .of("00", "ff", "fe", "80", "c080", "c3", "e0a080",
          "eda080", "edb080", "f0808080", "f4908080", "f8888080", "efbbbf", "feff", "fffe0000",
          "0a", "0d0a",
          "22", "5c", "7f", "e2808b", "ed9599", "e1848be185a1", "f09f8f9d")
      .stream().map(HexFormat.of()::parseHex).toList();

  private Mutations() {}

  /** A few bytes flipped, taken out, put in, said twice, or all behind a place cut off. */
  public static byte[] ofBytes(byte[] of, Random random) {
    var bytes = of;
    for (var times = 1 + random.nextInt(3); times > 0; times--) {
      bytes = once(bytes, random);
    }
    return bytes;
  }

  private static byte[] once(byte[] of, Random random) {
    if (of.length == 0) {
      return Pick.one(random, ODD_BYTES);
    }
    var at = random.nextInt(of.length);
    var to = Math.min(of.length, at + 1 + random.nextInt(16));
    return switch (random.nextInt(8)) {
      case 0, 1 -> {
        var flipped = of.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 2 -> {
        var other = of.clone();
        other[at] = (byte) random.nextInt(256);
        yield other;
      }
      case 3 -> joined(of, 0, at, Pick.one(random, ODD_BYTES), at);
      case 4 -> joined(of, 0, at, Pick.noise(random, random.nextInt(20)), at);
      case 5 -> joined(of, 0, at, new byte[0], to);
      case 6 -> joined(of, 0, to, Arrays.copyOfRange(of, at, to), to);
      default -> Arrays.copyOf(of, at);
    };
  }

  private static byte[] joined(byte[] of, int from, int to, byte[] between, int rest) {
    var out = new ByteArrayOutputStream();
    out.write(of, from, to - from);
    out.writeBytes(between);
    out.write(of, rest, of.length - rest);
    return out.toByteArray();
  }

  /** A body of JSON with one to three places changed, and now and then its bytes as well. */
  public static byte[] ofJson(JsonNode good, Random random) {
    var tree = good.deepCopy();
    for (var times = 1 + random.nextInt(3); times > 0; times--) {
      tree = changed(tree, random);
    }
    var bytes = written(tree, random).getBytes(StandardCharsets.UTF_8);
    return Pick.onceIn(random, 4) ? encoded(bytes, random) : bytes;
  }

  /** The tree with one place changed; it may hold what is no JSON. */
  public static JsonNode changed(JsonNode tree, Random random) {
    var places = new ArrayList<Place>();
    collect(tree, places);
    return places.isEmpty()
        ? raw(Pick.one(random, ODD_VALUES))
        : change(tree, Pick.one(random, places), random);
  }

  /** A value somewhere below an object or an array. */
  private record Place(JsonNode holder, String name, int index) {

    JsonNode value() {
      return holder instanceof ObjectNode object ? object.path(name) : holder.path(index);
    }

    void put(JsonNode value) {
      if (holder instanceof ObjectNode object) {
        object.set(name, value);
      } else if (holder instanceof ArrayNode array) {
        array.set(index, value);
      }
    }

    void remove() {
      if (holder instanceof ObjectNode object) {
        object.remove(name);
      } else if (holder instanceof ArrayNode array) {
        array.remove(index);
      }
    }
  }

  private static void collect(JsonNode tree, List<Place> places) {
    if (tree instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(name -> places.add(new Place(object, name, -1)));
    } else {
      for (var i = 0; i < tree.size(); i++) {
        places.add(new Place(tree, "", i));
      }
    }
    tree.forEach(child -> collect(child, places));
  }

  private static JsonNode change(JsonNode tree, Place place, Random random) {
    var value = place.value();
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> place.put(raw(Pick.one(random, ODD_VALUES)));
      case 3, 4 -> place.put(NODES.textNode(oddText(value, random)));
      case 5 -> place.remove();
      case 6 -> rename(place, random);
      case 7 -> place.put(random.nextBoolean()
          ? NODES.arrayNode().add(value)
          : NODES.objectNode().set(Pick.one(random, List.of("a", "", "text", "question")), value));
      case 8 -> place.put(raw(nested(random)));
      case 9 -> {
        if (place.holder() instanceof ObjectNode object) {
          place.put(raw(value + ", " + JSON.valueToTree(place.name()) + ": "
              + Pick.one(random, ODD_VALUES)));
          object.put("later", random.nextBoolean());
        } else {
          place.put(raw(value + ", " + value));
        }
      }
      case 10 -> {
        var many = NODES.arrayNode();
        for (var i = random.nextInt(300); i > 0; i--) {
          many.add(value);
        }
        place.put(many);
      }
      default -> place.put(Pick.onceIn(random, 2) ? tree.deepCopy() : NODES.nullNode());
    }
    return tree;
  }

  private static void rename(Place place, Random random) {
    var value = place.value();
    if (place.holder() instanceof ObjectNode object) {
      object.remove(place.name());
      object.set(Pick.one(random, List.of(place.name() + " ", place.name() + "\u0000",
          place.name().toUpperCase(java.util.Locale.ROOT), "", "휴가", "\ud800", "__proto__", "class",
          "@type", place.name() + "[0]", place.name() + ".a", "x".repeat(500))), value);
    }
  }

  private static String oddText(JsonNode value, Random random) {
    var odd = Pick.one(random, ODD_TEXTS);
    if (!value.isTextual() || random.nextBoolean()) {
      return odd;
    }
    var text = value.textValue();
    var at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + odd + text.substring(at);
  }

  private static String nested(Random random) {
    var depth = 1 << random.nextInt(13);
    return switch (random.nextInt(4)) {
      case 0 -> "[".repeat(depth);
      case 1 -> "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
      case 2 -> "[{\"filters\":".repeat(depth / 2) + "null" + "}]".repeat(depth / 2);
      default -> "[".repeat(depth) + "]".repeat(depth);
    };
  }

  private static JsonNode raw(String json) {
    return NODES.rawValueNode(new RawValue(json));
  }

  /** Half surrogates are written as escapes, as nothing else can write them. */
  private static String written(JsonNode tree, Random random) {
    try {
      var text = random.nextBoolean() ? JSON.writeValueAsString(tree) : tree.toPrettyString();
      var out = new StringBuilder();
      for (var at = 0; at < text.length(); at++) {
        var c = text.charAt(at);
        var whole = Character.isHighSurrogate(c) && at + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(at + 1));
        if (whole) {
          out.append(c).append(text.charAt(++at));
        } else if (Character.isSurrogate(c)) {
          out.append("\\u%04x".formatted((int) c));
        } else {
          out.append(c);
        }
      }
      return out.toString();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] encoded(byte[] bytes, Random random) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    return switch (random.nextInt(8)) {
      case 0 -> text.getBytes(StandardCharsets.UTF_16);
      case 1 -> text.getBytes(StandardCharsets.UTF_16LE);
      case 2 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
      case 3 ->
        (text + Pick.one(random, List.of("{}", "x", "]", "}", "\u0000", " \n\t "))).getBytes(
            StandardCharsets.UTF_8);
      default -> ofBytes(bytes, random);
    };
  }
}
