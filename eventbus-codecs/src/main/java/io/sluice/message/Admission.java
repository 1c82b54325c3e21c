package io.sluice.message;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of {@code admission}: who may do what, and how much of it. */
public sealed interface Admission extends Message {

  Ask<Admit, Admitted> ADMIT = new Ask<>("sluice.admit", Admit.class, Admitted.class,
      Duration.ofSeconds(10));
  Ask<Charge, Charged> CHARGE = new Ask<>("sluice.charge", Charge.class, Charged.class,
      Duration.ofSeconds(5));

  Ask<Afford, Affordable> AFFORD = new Ask<>("sluice.afford", Afford.class, Affordable.class,
      Duration.ofSeconds(5));

  Ask<NoteAct, ActNoted> NOTE_ACT = new Ask<>("sluice.note-act", NoteAct.class, ActNoted.class,
      Duration.ofSeconds(5));

  /** What a key is good for. */
  enum Right {
    /** To ask, to search and to read what was found. */
    ASK,
    /** To put documents in, change and erase them. */
    INGEST,
    /** To see and change how the gateway runs. */
    ADMIN
  }

  /**
   * May one who shows this do that?
   *
   * @param credential a key or a token; null where none is shown
   * @param address where the request comes from
   * @param counts whether it counts against the limits; what belongs to a request that has counted
   *        already does not
   * @param more how many of the same to come are to be counted with it, so that nobody need ask for them;
   *        null for none
   */
  record Admit(@Nullable String credential, String address, Right right, boolean counts,
      @Nullable Integer more) implements Admission {

    /** This one alone. */
    public Admit(@Nullable String credential, String address, Right right, boolean counts) {
      this(credential, address, right, counts, null);
    }

    /** Without the secret: messages are looked at where things go wrong. */
    @Override
    public String toString() {
      return "Admit[" + address + ", " + right + "]";
    }
  }

  /**
   * Yes, as this one.
   *
   * @param account what its use is charged to; null where nobody counts
   * @param budgetUsd what it may still spend; null where that is not limited
   * @param allowance what is left of its requests; null where they are not limited
   * @param holdsForMs how long nobody need ask again for the same credential and right
   * @param more how many requests that holds for, from the same address: they are counted; null for any
   *        number, from wherever
   */
  record Admitted(String tenant, List<String> principals, @Nullable String account,
      @Nullable Double budgetUsd, @Nullable Allowance allowance, long holdsForMs,
      @Nullable Integer more) implements Admission {
    public Admitted {
      principals = List.copyOf(principals);
    }

    /** For this once. */
    public Admitted(String tenant, List<String> principals, @Nullable String account,
        @Nullable Double budgetUsd, @Nullable Allowance allowance) {
      this(tenant, principals, account, budgetUsd, allowance, 0, null);
    }
  }

  /**
   * How many requests may follow at once.
   *
   * @param limit of so many
   * @param resetMs until there are that many again
   */
  record Allowance(long limit, long remaining, long resetMs) {}

  /** The account of the call has used this. */
  record Charge(String account, long tokens, double costUsd) implements Admission {}

  /** It is noted. */
  record Charged() implements Admission {}

  /** May more be charged to this account now, for what it asked for before? */
  record Afford(String account) implements Admission {}

  /**
   * Yes.
   *
   * @param budgetUsd what it may still spend; null where that is not limited
   */
  record Affordable(@Nullable Double budgetUsd) implements Admission {}

  /**
   * Somebody has done something that others may want to know of later.
   *
   * @param what for example {@code DELETE /v1/documents/handbook}
   * @param who the account; null where nobody counts
   */
  record NoteAct(String what, int status, @Nullable String who, String address)
      implements
        Admission {}

  /** It is written down. */
  record ActNoted() implements Admission {}
}
