--[[
  One agent.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix
  ARGV[2] agent id

  Result: the agent | -1 not built | -2 unknown agent
]]
if not isBuilt() then return NOT_BUILT end
return redis.call('HGET', KEYS[2], ARGV[2]) or UNKNOWN_AGENT
