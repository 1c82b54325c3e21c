package io.sluice.insight;

import io.sluice.message.Insight.AccountUse;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What each account used on a day. As many are told apart as came first, up to a bound, so that a day is of
 * a bounded size whoever asks; the rest is counted as one. Confined to one context.
 */
final class AccountUses {
  static final int MOST = 1000;

  private final Map<String, AccountUse> uses = new TreeMap<>();

  static AccountUses of(List<AccountUse> uses) {
    var all = new AccountUses();
    uses.forEach(use -> all.uses.merge(use.account(), use, AccountUse::plus));
    return all;
  }

  void add(AccountUse use) {
    var counted = uses.containsKey(use.account()) || uses.size() < MOST ? use : asOther(use);
    uses.merge(counted.account(), counted, AccountUse::plus);
  }

  List<AccountUse> list() {
    return List.copyOf(uses.values());
  }

  /** Those of many days: the dearest first, and what is beyond the bound as one, the last. */
  static List<AccountUse> sum(Collection<AccountUse> uses) {
    var all = new HashMap<String, AccountUse>();
    uses.forEach(use -> all.merge(use.account(), use, AccountUse::plus));
    var others = all.remove(AccountUse.OTHERS);
    var dearest = all.values().stream()
        .sorted(Comparator.comparingDouble(AccountUse::costUsd).reversed()
            .thenComparing(Comparator.comparingLong(AccountUse::answers).reversed())
            .thenComparing(AccountUse::account))
        .toList();
    var rest = Stream.concat(Stream.ofNullable(others),
        dearest.stream().skip(MOST).map(AccountUses::asOther)).reduce(AccountUse::plus);
    return Stream.concat(dearest.stream().limit(MOST), rest.stream()).toList();
  }

  private static AccountUse asOther(AccountUse use) {
    return new AccountUse(AccountUse.OTHERS, use.answers(), use.costUsd());
  }
}
