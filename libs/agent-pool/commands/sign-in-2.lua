--[[
  Enters an agent, or updates one who is in: state, call and token stay.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix
  ARGV[2] agent id
  ARGV[3] lines, separated by commas
  ARGV[4] status
  ARGV[5] status reason or ''
  ARGV[6] leg mode
  ARGV[7] 'set' or 'keep' the leg
  ARGV[8] leg's channel id or ''

  Result: the agent | -1 not built
]]
if not isBuilt() then return NOT_BUILT end
local agent = load(ARGV[2])
if agent then
  leaveLines(agent)
else
  agent = {
    agentId = ARGV[2], status = 'offline', statusReason = '', statusSince = now, state = 'idle', stateSince = now,
    idleSince = now, callId = '', token = '', due = '', leg = '',
  }
end
local wasWilling = isWilling(agent)
agent.lines, agent.legMode, agent.signedOut = ARGV[3], ARGV[6], ''
joinLines(agent)
if ARGV[7] == 'set' then agent.leg = ARGV[8] end
chooseStatus(agent, ARGV[4], ARGV[5])
return storeChanged(agent, wasWilling)
