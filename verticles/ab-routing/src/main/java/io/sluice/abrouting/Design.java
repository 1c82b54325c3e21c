package io.sluice.abrouting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.message.Variation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A short text for what an experiment compares and how it splits askers. Whom it takes, and when anything is
 * said, may change on the way; a later version that knows more ways to answer otherwise gives the same text.
 */
final class Design {
  private static final ObjectMapper JSON = JsonMapper.builder()
      .serializationInclusion(JsonInclude.Include.NON_NULL).build();
  private static final int LENGTH = 16;

  private Design() {}

  static String of(ExperimentConfig experiment) {
    try {
      var text = JSON.writeValueAsBytes(new Parts(experiment.shadow(), experiment.names(),
          experiment.shares(), experiment.variants()));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text))
          .substring(0, LENGTH);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Parts(boolean shadow, List<String> names, List<Double> shares,
      Map<String, Variation> variants) {}
}
