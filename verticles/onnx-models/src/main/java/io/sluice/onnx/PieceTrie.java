package io.sluice.onnx;

import java.util.Arrays;

/**
 * The pieces of a vocabulary as a tree of characters, to find all of them that a text has at a place.
 * The edges lie in one open-addressed table: some hundred thousand pieces are then a few arrays, not
 * a million objects.
 */
final class PieceTrie {
  static final int ROOT = 0;
  static final int NONE = -1;

  private long[] edges = new long[1024];
  private int[] children = new int[1024];
  private int[] pieces = new int[512];
  private int nodes = 1;

  PieceTrie() {
    Arrays.fill(pieces, NONE);
  }

  void add(String piece, int id) {
    var node = ROOT;
    for (var i = 0; i < piece.length(); i++) {
      var child = child(node, piece.charAt(i));
      node = child == NONE ? newChild(node, piece.charAt(i)) : child;
    }
    pieces[node] = id;
  }

  /** The node that this character leads to. */
  int child(int node, char character) {
    var edge = edge(node, character);
    for (var at = slot(edge);; at = (at + 1) & (edges.length - 1)) {
      if (edges[at] == edge) {
        return children[at];
      }
      if (edges[at] == 0) {
        return NONE;
      }
    }
  }

  /** The piece that ends at this node. */
  int piece(int node) {
    return pieces[node];
  }

  private int newChild(int node, char character) {
    if (nodes * 2 >= edges.length) {
      grow();
    }
    if (nodes == pieces.length) {
      pieces = Arrays.copyOf(pieces, nodes * 2);
      Arrays.fill(pieces, nodes, pieces.length, NONE);
    }
    put(edge(node, character), nodes);
    return nodes++;
  }

  private void grow() {
    var oldEdges = edges;
    var oldChildren = children;
    edges = new long[oldEdges.length * 2];
    children = new int[edges.length];
    for (var i = 0; i < oldEdges.length; i++) {
      if (oldEdges[i] != 0) {
        put(oldEdges[i], oldChildren[i]);
      }
    }
  }

  private void put(long edge, int child) {
    var at = slot(edge);
    while (edges[at] != 0) {
      at = (at + 1) & (edges.length - 1);
    }
    edges[at] = edge;
    children[at] = child;
  }

  /** Never 0, which is an empty slot. */
  private static long edge(int node, char character) {
    return ((long) node << 16 | character) + 1;
  }

  private int slot(long edge) {
    var mixed = edge * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & (edges.length - 1);
  }
}
