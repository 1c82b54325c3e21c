package io.sluice.resilience;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.BudgetSpent;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Forbidden;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.RateLimited;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Refusal.Unauthenticated;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.Undecodable;
import io.sluice.message.Refusal.Unreadable;
import io.sluice.message.Refusal.UnsupportedMedia;
import io.sluice.message.Refusal.UpstreamBusy;
import io.sluice.message.Refusal.UpstreamDown;
import io.sluice.message.Refusal.UpstreamFailed;

/** What kind of fault it is that something outside did not answer, and what is done about it. */
public enum Fault {
  /** It failed and may not the next time: it is tried again, and too many in a row open its circuit. */
  TRANSIENT,
  /** It has had enough of us: it is left alone for as long as it says. */
  RATE_LIMITED,
  /** What it was asked is wrong, and so would be asking again; it says nothing about the server. */
  CALLER,
  /** Something of ours is used up, as time or turns; it says nothing about the server. */
  RESOURCE;

  /** The kind of what a call was refused with. */
  public static Fault of(Refusal why) {
    return switch (why) {
      case UpstreamFailed failed -> failed.worthRetrying() ? TRANSIENT : CALLER;
      case Unavailable gone -> TRANSIENT;
      case Undecodable unread -> TRANSIENT;
      case UpstreamBusy busy -> RATE_LIMITED;
      case UpstreamDown down -> RATE_LIMITED;
      case Overloaded busy -> RESOURCE;
      case DeadlinePassed late -> RESOURCE;
      case Internal broken -> RESOURCE;
      case RateLimited limited -> RESOURCE;
      case BudgetSpent spent -> RESOURCE;
      case Cancelled left -> CALLER;
      case BadRequest wrong -> CALLER;
      case NotFound none -> CALLER;
      case TooLarge large -> CALLER;
      case UnsupportedMedia media -> CALLER;
      case Unreadable file -> CALLER;
      case Forbidden not -> CALLER;
      case Unauthenticated unknown -> CALLER;
    };
  }
}
