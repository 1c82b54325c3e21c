package io.sluice.evaluation.report;

import java.time.Instant;

/**
 * What is told above all numbers.
 *
 * @param version of the gateway
 * @param command that makes them again
 */
public record Header(String version, Instant date, String command, int k, int precisionDepth) {}
