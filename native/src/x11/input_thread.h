// How urgent a thread is.
#pragma once
#include <pthread.h>
#include <sched.h>

#include <string>

namespace steadyhand::x11 {

/// Names this thread (15 characters show) and puts it before ordinary ones, where the system allows it: inference may have every core. Silent otherwise.
/// These threads wait nearly all the time, so they take nothing from the rest.
inline void Hurry(const char* name, int priority) {
  pthread_setname_np(pthread_self(), std::string(name).substr(0, 15).c_str());
  sched_param param{};
  param.sched_priority = priority;
  pthread_setschedparam(pthread_self(), SCHED_RR, &param);
}

}  // namespace steadyhand::x11
