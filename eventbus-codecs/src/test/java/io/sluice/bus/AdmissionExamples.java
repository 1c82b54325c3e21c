package io.sluice.bus;

import io.sluice.message.Admission.ActNoted;
import io.sluice.message.Admission.Admit;
import io.sluice.message.Admission.Admitted;
import io.sluice.message.Admission.Afford;
import io.sluice.message.Admission.Affordable;
import io.sluice.message.Admission.Allowance;
import io.sluice.message.Admission.Charge;
import io.sluice.message.Admission.Charged;
import io.sluice.message.Admission.NoteAct;
import io.sluice.message.Admission.Right;
import io.sluice.message.Message;
import java.util.List;

/** Messages of who may ask and how much, the fullest of each type first. */
final class AdmissionExamples {
  static final List<Message> ALL = List.of(//
      new Admit("sk-sluice-0badcafe-s3cret", "203.0.113.7", Right.INGEST, true, 7), //
      new Admit(null, "::1", Right.ASK, false), //
      new Admitted("에이크미", List.of("user:a", "group:b"), "key:0badcafe", 1.25,
          new Allowance(60, 59, 1000), 500, 7), //
      new Admitted("default", List.of(), null, null, null), //
      new Charge("key:0badcafe", 1234, 0.00125), //
      new Charged(), new Afford("key:0badcafe"), new Affordable(0.75), new Affordable(null),
      new NoteAct("DELETE /v1/documents/규정", 200, "key:0badcafe", "203.0.113.7"),
      new NoteAct("GET /metrics", 200, null, "::1"), new ActNoted());

  private AdmissionExamples() {}
}
