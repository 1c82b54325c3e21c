package io.sluice.message;

/** What a stream is made of: an event of an answer or of a generation. */
public sealed interface StreamEvent extends Message permits AnswerEvent, GenerationEvent {}
