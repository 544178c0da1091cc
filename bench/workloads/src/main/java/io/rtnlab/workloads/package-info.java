/** One file per operation that can be fired at the RTNL. */
@NullMarked
package io.rtnlab.workloads;

import org.jspecify.annotations.NullMarked;
