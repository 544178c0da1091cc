package io.rtnlab.lab.run;

import io.rtnlab.lab.run.Backends.Backend;
import io.rtnlab.probes.Availability;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.address.RtnlAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which backend watches a run, and why that one.
 *
 * @param backend null where none does
 * @param mutex null where none does
 * @param why one sentence
 */
record Watch(@Nullable Backend backend, @Nullable RtnlAddress mutex, String why) {
  private static final String AUTO = "auto";
  private static final String NONE = "none";

  /**
   * Chooses by opening: the named backend, or the best that opens. A run goes on without any, and
   * says so; only a backend that was asked for by name must open.
   *
   * @throws IOException where the named backend does not open
   */
  static Watch choose(String name) throws IOException {
    return switch (name) {
      case NONE -> new Watch(null, null, "switched off; nobody can be blamed");
      case AUTO -> best();
      default -> named(name);
    };
  }

  private static Watch best() {
    List<String> refusals = new ArrayList<>();
    for (Backend backend : Backends.all()) {
      try {
        return open(
            backend, refusals.isEmpty() ? "best evidence, and it opens" : "the best that opens");
      } catch (IOException refused) {
        refusals.add(backend.name() + ": " + refused.getMessage());
      }
    }
    return new Watch(null, null, "none opens here: " + String.join("; ", refusals));
  }

  private static Watch named(String name) throws IOException {
    for (Backend backend : Backends.all()) {
      if (backend.name().equals(name)) {
        try {
          return open(backend, "asked for");
        } catch (IOException refused) {
          throw new IOException("probe " + name + ": " + refused.getMessage(), refused);
        }
      }
    }
    throw new IllegalArgumentException(
        "there is no probe '%s'; there are: auto, none, %s"
            .formatted(
                name,
                Backends.all().stream().map(Backend::name).collect(Collectors.joining(", "))));
  }

  private static Watch open(Backend backend, String why) throws IOException {
    if (backend.probe().check() instanceof Availability.Unavailable(String reason, String remedy)) {
      throw new IOException(reason + " (to unlock: " + remedy + ")");
    }
    return new Watch(backend, AddressLearner.learn(backend.witness().get()), why);
  }
}
