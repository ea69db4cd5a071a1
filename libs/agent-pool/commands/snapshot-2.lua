--[[
  Every agent at one instant, in no order.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix

  Result: {built, now, list of agents} | -1 not built
]]
local built = redis.call('GET', KEYS[1])
if not built then return NOT_BUILT end
return {built, now, redis.call('HVALS', KEYS[2])}
