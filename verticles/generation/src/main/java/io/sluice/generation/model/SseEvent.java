package io.sluice.generation.model;

/**
 * An event of a stream.
 *
 * @param type its name; empty where it has none
 * @param data its lines, with line feeds between
 */
record SseEvent(String type, String data) {}
