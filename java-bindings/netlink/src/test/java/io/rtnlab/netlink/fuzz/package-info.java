/** Bytes that no kernel would send. */
@NullMarked
package io.rtnlab.netlink.fuzz;

import org.jspecify.annotations.NullMarked;
